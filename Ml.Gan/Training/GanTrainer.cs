using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Ml.Gan.Native;
using Ml.Gan.Training.Checkpoints;
using Ml.Gan.Training.Health;
using Ml.Gan.Training.Replication;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Training loop of a <see cref="GanModel"/>: for each phase of a step it asks the model for its losses, computes
/// gradients, clips them and lets the optimizer step; then it updates the averages of the networks and tells the
/// listeners. It knows no GAN. Not thread-safe; several trainings in one process don't disturb each other or the global
/// random state.
/// </summary>
public sealed partial class GanTrainer
{
    /// <summary>A step that takes longer isn't finished where the training is to stop.</summary>
    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(1);

    private readonly LinearFall? _learningRate;
    private readonly ReplicaGroup? _group;
    private IReadOnlyList<Phase> _phases = [];
    private Parameter[][] _others = [];
    private IReadOnlyList<ITrainingListener> _listeners = [];

    /// <summary>Creates a trainer of a model, which stays the caller's.</summary>
    /// <exception cref="GanOptionException">Several ranks are to train what one alone can.</exception>
    public GanTrainer(GanModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        (Model, Steps) = (model, model.Options.Steps ?? TrainingOptions.DefaultSteps);
        _learningRate = model.Options.LinearDecayStart is { } start ? new LinearFall(start, Steps) : null;
        OptionValue.Require(
            model.Replicas is null || model.TrainsOnReplicas, nameof(model.Options.Replicas),
            $"{model.GetType().Name} can't be trained by several ranks: only generators from noise (LatentGan) and "
            + "translators (TranslationGan) can. Train it in one process.");
        _group = model.Replicas is { } replicas ? new ReplicaGroup(replicas) : null;
    }

    /// <summary>What is trained.</summary>
    public GanModel Model { get; }

    /// <summary>Number of training steps that <see cref="Train"/> takes.</summary>
    public long Steps { get; }

    /// <summary>
    /// Told, in a sentence, of what the user should know: a checkpoint that is damaged or can't be written. Default
    /// null: nobody.
    /// </summary>
    public Action<string>? Warning { get; init; }

    /// <summary>
    /// Trains until all steps are done, the time that the options give is over, a listener stops it, or
    /// <paramref name="cancellation"/> asks to stop: the step in progress is finished then, in which each phase has one
    /// more update at most, so that all networks, averages and metrics are those of a completed step. A step that takes
    /// more than a second is left instead, after the part of it that is being computed. Several ranks finish it, and
    /// all stop after the same step; listeners are told on rank 0 alone.
    /// </summary>
    /// <returns>The number of steps completed so far.</returns>
    /// <exception cref="DivergenceException">A loss or a weight is NaN or infinite.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed of.</exception>
    public long Train(IReadOnlyList<ITrainingListener>? listeners = null, CancellationToken cancellation = default)
    {
        _listeners = [new DivergenceGuard(), .. _group is { IsRoot: false } ? [] : listeners ?? []];
        try
        {
            Resume(listeners);
            TakeSteps(cancellation);
        }
        catch (Exception e)
        {
            End(TrainingOutcome.Failed, e);
            throw;
        }
        End(Model.CompletedSteps >= Steps ? TrainingOutcome.Completed : TrainingOutcome.Stopped);
        return Model.CompletedSteps;
    }

    private void TakeSteps(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        long first = Model.CompletedSteps;
        using var checkpoints = _checkpoints;
        foreach (var listener in _listeners)
            listener.Started(this);
        var before = checkpoints?.Before ?? TimeSpan.Zero;
        using var agreed = new CancellationTokenSource();
        var stop = _group is null ? cancellation : agreed.Token;
        Agree(cancellation.IsCancellationRequested);
        bool ended = first >= Steps || stop.IsCancellationRequested;
        while (!ended)
        {
            using var scope = NewDisposeScope();
            if (CompleteStep(stop) is not { } losses)
                break;
            var completed = new TrainingStep(this, first, before, watch.Elapsed, losses, stop);
            if (completed.TrainingTime > Model.Options.Time)
                completed.Stop();
            Agree(cancellation.IsCancellationRequested || completed.IsLast);
            var divergence = Tell(completed, checkpoints, watch);
            if (divergence is not null && (stop.IsCancellationRequested || !RollBack(divergence)))
                ExceptionDispatchInfo.Throw(divergence);
            if (divergence is not null)
                continue;
            _group?.RequireSameWeights(Model);
            Agree(completed.IsLast);
            ended = completed.IsLast;
        }
        if (!ended)
            Report(checkpoints?.Save(watch.Elapsed));
        _group?.End();
        (_checkpoints, _isReady) = (null, false);

        void Agree(bool wantsToStop)
        {
            if (_group?.Any(wantsToStop) == true)
                agreed.Cancel();
        }
    }

    /// <summary>Tells listeners and checkpoints of a step.</summary>
    /// <returns>The divergence that one of them, on whatever rank, found; null for none.</returns>
    private DivergenceException? Tell(TrainingStep completed, TrainingCheckpoints? checkpoints, Stopwatch watch)
    {
        DivergenceException? found = null;
        try
        {
            foreach (var listener in _listeners)
                listener.StepCompleted(completed);
            Report(checkpoints?.StepCompleted(watch.Elapsed, completed.IsLast || completed.IsCheckpointWanted));
        }
        catch (DivergenceException e)
        {
            found = e;
        }
        return _group?.Any(found is not null) == true
            ? found ?? Divergence.Of(Model, ["another rank saw it"], Model.NamedStates)
            : found;
    }

    /// <summary>Takes one step; null where it was left, as the training is to stop.</summary>
    private StepLosses? CompleteStep(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        Model.StopCheck = () =>
        {
            if (watch.Elapsed > s_slow)
                cancellation.ThrowIfCancellationRequested();
        };
        try
        {
            return RunStep(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            Model.StopCheck = null;
        }
    }

    /// <summary>Takes one step in the dispose scope of the caller, whose tensors its losses are.</summary>
    /// <param name="cancellation">Leaves out repetitions of phases.</param>
    internal StepLosses RunStep(CancellationToken cancellation = default)
    {
        using var use = Model.BeginUse();
        using var computation = FinalizerPause.Begin();
        using var gradients = GradientMode.Enable();
        using var shard = Shard.Begin(Model.Replicas);
        Model.Replicas?.BeginStep(Model.CompletedSteps + 1);
        Model.BeginStep();
        if (Model.Phases != _phases)
            Begin(Model.Phases);
        var losses = RunPhases(cancellation);
        Model.CompletedSteps++;
        foreach (var network in Model.Networks)
            network.Average?.Update();
        return losses;
    }

    /// <summary>Notes which parameters learn in other phases alone.</summary>
    private void Begin(IReadOnlyList<Phase> phases)
    {
        _others = [.. phases.Select(phase => phases.SelectMany(other => other.Parameters)
            .Except(phase.Parameters, ReferenceEqualityComparer.Instance).Cast<Parameter>().ToArray())];
        _phases = phases;
    }

    /// <summary>
    /// Each repetition of a phase has a batch of its own, but the first one takes that of the phase before: what was
    /// generated for the discriminator's last update serves the generator's too.
    /// </summary>
    private StepLosses RunPhases(CancellationToken cancellation)
    {
        var left = new StepLosses();
        Batch? batch = null;
        for (int i = 0; i < _phases.Count; i++)
        {
            var (phase, others) = (_phases[i], _others[i]);
            phase.ScaleLearningRate(
                Model.LearningRateFactor * (_learningRate?.After(Model.CompletedSteps) ?? 1));
            int repeat = 1;
            for (; repeat < phase.Repeats && !cancellation.IsCancellationRequested; repeat++)
            {
                using var scope = NewDisposeScope();
                if (repeat > 1 || batch is null)
                    batch = Model.NextBatch([phase]);
                Update(phase, others, batch);
            }
            if (repeat > 1 || batch is null)
                batch = Model.NextBatch(UsersOfBatch(i));
            var (losses, total) = Update(phase, others, batch);
            left.Add(phase, losses, total);
        }
        return left;
    }

    /// <summary>
    /// A phase, and those after it that take its last batch: up to the first that needs batches of its own.
    /// </summary>
    private Phase[] UsersOfBatch(int index)
    {
        int next = index + 1;
        while (next < _phases.Count && _phases[next].Repeats == 1)
            next++;
        return [.. _phases.Skip(index).Take(next + 1 - index)];
    }

    private (LossTerms Losses, Tensor Total) Update(Phase phase, Parameter[] others, Batch batch)
    {
        Model.StopCheck?.Invoke();
        phase.Optimizer.zero_grad();
        Freeze(others, true);
        try
        {
            var losses = Model.Losses(phase, batch);
            var total = losses.Total;
            Model.StopCheck?.Invoke();
            (phase.LossScale?.Of(total) ?? total).backward();
            Model.StopCheck?.Invoke();
            phase.Update(Model.Options.GradientClipping, Model.Replicas);
            return (losses, total);
        }
        finally
        {
            Freeze(others, false);
        }
    }

    /// <summary>Parameters of other phases collect no gradients, which saves computing them.</summary>
    private static void Freeze(Parameter[] parameters, bool isFrozen)
    {
        foreach (var parameter in parameters)
            parameter.requires_grad = !isFrozen;
    }
}
