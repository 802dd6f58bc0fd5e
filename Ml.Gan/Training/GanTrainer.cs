using System.Diagnostics;
using Ml.Gan.Native;
using Ml.Gan.Training.Checkpoints;
using Ml.Gan.Training.Health;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Training loop of a <see cref="GanModel"/>: for each phase of a step it asks the model for its losses, computes
/// gradients, clips them and lets the optimizer step; then it updates the averages of the networks and tells the
/// listeners. It knows no GAN. Not thread-safe; several trainings in one process don't disturb each other or the global
/// random state.
/// </summary>
public sealed class GanTrainer
{
    /// <summary>A step that takes longer isn't finished where the training is to stop.</summary>
    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(1);

    private readonly LinearFall? _learningRate;
    private IReadOnlyList<Phase> _phases = [];
    private Parameter[][] _others = [];
    private IReadOnlyList<ITrainingListener> _listeners = [];
    private TrainingCheckpoints? _checkpoints;
    private int _rollbacks;

    /// <summary>Creates a trainer of a model, which stays the caller's.</summary>
    public GanTrainer(GanModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        (Model, Steps) = (model, model.Options.Steps ?? TrainingOptions.DefaultSteps);
        _learningRate = model.Options.LinearDecayStart is { } start ? new LinearFall(start, Steps) : null;
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
    /// Where the options ask for checkpoints, locks their folder, and, where they ask for it, goes back to the latest
    /// checkpoint. <see cref="Train"/> does it where it wasn't done before.
    /// </summary>
    /// <param name="listeners">Those of <see cref="Train"/>, which are set too.</param>
    /// <returns>The number of steps completed so far.</returns>
    /// <exception cref="GanException">
    /// Another training uses the folder, no checkpoint in it can be used, or the data are others.
    /// </exception>
    /// <exception cref="GanOptionException">
    /// The folder can't be written, holds checkpoints though nothing is to be resumed, or other options were given.
    /// </exception>
    public long Resume(IReadOnlyList<ITrainingListener>? listeners = null)
    {
        if (_checkpoints is not null)
            return Model.CompletedSteps;
        _checkpoints = TrainingCheckpoints.Begin(Model, Steps, listeners ?? [], Warn);
        if (Model.CompletedSteps > 0 || _checkpoints is null)
            return Model.CompletedSteps;
        try
        {
            if (Model.Options.Resume)
                _checkpoints.Resume();
            else
                _checkpoints.RequireNew();
            return Model.CompletedSteps;
        }
        catch
        {
            _checkpoints.Dispose();
            _checkpoints = null;
            throw;
        }
    }

    /// <summary>
    /// Trains until all steps are done, the time that the options give is over, a listener stops it, or
    /// <paramref name="cancellation"/> asks to stop: the step in progress is finished then, in which each phase has one
    /// more update at most, so that all networks, averages and metrics are those of a completed step. A step that takes
    /// more than a second is left instead, after the part of it that is being computed.
    /// </summary>
    /// <returns>The number of steps completed so far.</returns>
    /// <exception cref="DivergenceException">A loss or a weight is NaN or infinite.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed of.</exception>
    public long Train(IReadOnlyList<ITrainingListener>? listeners = null, CancellationToken cancellation = default)
    {
        _listeners = [new DivergenceGuard(), .. listeners ?? []];
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

    /// <summary>Tells all listeners of an event.</summary>
    internal void Report(TrainingReport report)
    {
        foreach (var listener in _listeners)
            listener.Reported(report);
    }

    private void TakeSteps(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        long first = Model.CompletedSteps;
        using var checkpoints = _checkpoints;
        foreach (var listener in _listeners)
            listener.Started(this);
        var before = checkpoints?.Before ?? TimeSpan.Zero;
        bool ended = first >= Steps || cancellation.IsCancellationRequested;
        while (!ended)
        {
            using var scope = NewDisposeScope();
            if (CompleteStep(cancellation) is not { } losses)
                break;
            var completed = new TrainingStep(this, first, before, watch.Elapsed, losses, cancellation);
            if (completed.TrainingTime > Model.Options.Time)
                completed.Stop();
            try
            {
                foreach (var listener in _listeners)
                    listener.StepCompleted(completed);
                SaveIfDue(checkpoints, watch.Elapsed, completed);
            }
            catch (DivergenceException e) when (!cancellation.IsCancellationRequested && RollBack(e))
            {
                continue;
            }
            ended = completed.IsLast;
        }
        if (!ended)
            Tell(checkpoints?.Save(watch.Elapsed));
        _checkpoints = null;
    }

    private void SaveIfDue(TrainingCheckpoints? checkpoints, TimeSpan elapsed, TrainingStep step) =>
        Tell(checkpoints?.StepCompleted(elapsed, step.IsLast || step.IsCheckpointWanted));

    private void Tell(string? checkpoint)
    {
        if (checkpoint is not null)
            Report(new CheckpointSaved(Model.CompletedSteps, checkpoint));
    }

    private void Warn(string message)
    {
        Warning?.Invoke(message);
        Report(new TrainingWarning(Model.CompletedSteps, message));
    }

    private void End(TrainingOutcome outcome, Exception? exception = null)
    {
        foreach (var listener in _listeners)
            listener.Ended(new TrainingEnd(Model.CompletedSteps, outcome, exception));
        _listeners = [];
    }

    /// <summary>Goes back to the latest checkpoint, where the options ask for it and there is one.</summary>
    private bool RollBack(DivergenceException divergence)
    {
        if (_rollbacks >= Model.Options.Rollbacks || _checkpoints?.Latest is not { } latest)
            return false;
        _rollbacks++;
        double factor = Model.LearningRateFactor / 2;
        _checkpoints.GoBack();
        Model.LearningRateFactor = factor;
        Warn(
            $"{divergence.Message} The training goes back to '{latest}', step {Model.CompletedSteps}, and on from "
            + $"there with {Model.LearningRateFactor} of the step sizes.");
        return true;
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
    private List<Phase> UsersOfBatch(int index)
    {
        List<Phase> users = [_phases[index]];
        foreach (var later in _phases.Skip(index + 1))
        {
            users.Add(later);
            if (later.Repeats > 1)
                break;
        }
        return users;
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
            total.backward();
            Model.StopCheck?.Invoke();
            phase.Update(Model.Options.GradientClipping);
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
