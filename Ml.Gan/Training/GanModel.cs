using Ml.Gan.Native;
using Ml.Gan.Onnx;
using Ml.Gan.Training.Checkpoints;
using Ml.Gan.Training.Health;
using Ml.Gan.Training.Weights;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// GAN system: its networks, the phases of its training step, and the losses of each phase. A model computes losses;
/// backward passes, gradient clipping, optimizer steps, averages and progress are <see cref="GanTrainer"/>'s. Derive
/// from it for a system that the library doesn't have.
/// </summary>
public abstract class GanModel : IDisposable
{
    private readonly UseGuard _guard;

    /// <summary>Creates a model.</summary>
    /// <param name="options">What it is trained with; the model keeps it and the trainer reads it.</param>
    /// <exception cref="GanOptionException">An option is out of range.</exception>
    protected GanModel(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        TorchWarnings.Silence();
        if (options.KeepFreedMemory)
            FreedMemory.Keep();
        Options = options;
        _guard = new UseGuard(
            GetType(), "Dispose of it after its training, and after the last call.", () => Dispose(true));
    }

    /// <summary>What the model is trained with.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Networks by name, for averages, checkpoints and export.</summary>
    public abstract IReadOnlyList<NamedNetwork> Networks { get; }

    /// <summary>
    /// Phases of the present training step, in their order: the same list each time, until <see cref="BeginStep"/>
    /// replaces it.
    /// </summary>
    public abstract IReadOnlyList<Phase> Phases { get; }

    /// <summary>Real samples that one training step looks at.</summary>
    public abstract int SamplesPerStep { get; }

    /// <summary>Number of stages that the networks are trained in. Default 1: they are trained as a whole.</summary>
    public virtual int Stages => 1;

    /// <summary>Number of the stage that the last step belonged to, from 1. Default 1.</summary>
    public virtual int Stage => 1;

    /// <summary>Training steps that were completed.</summary>
    public long CompletedSteps { get; internal set; }

    /// <summary>
    /// Where networks with finite weights were saved last, for the message of a divergence. Default null: nowhere.
    /// </summary>
    internal string? LastGoodState { get; set; }

    /// <summary>Weights and running statistics of all networks and averages by their names in files.</summary>
    internal IEnumerable<(string Name, Tensor Value)> NamedStates => NetworkWeights.States(Networks);

    /// <summary>Prepares the step after <see cref="CompletedSteps"/>: schedules, stages. Default nothing.</summary>
    public virtual void BeginStep()
    {
    }

    /// <summary>
    /// Names everything that has to be as it was where a training is resumed, for checkpoints: the completed steps, all
    /// networks and averages, the optimizers. A model adds its random generators, its place in the data, and whatever
    /// else its steps change. It is called between two steps; for a checkpoint that is read, after
    /// <see cref="BeginStep"/> has entered the stage of the last completed step.
    /// </summary>
    public virtual void ExchangeState(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        long completed = state.Number("completed_steps", CompletedSteps);
        if (completed != CompletedSteps)
        {
            CompletedSteps = completed - 1;
            BeginStep();
            CompletedSteps = completed;
        }
        LearningRateFactor = state.Number("learning_rate_factor", LearningRateFactor);
        foreach (var network in Networks)
        {
            state.Network(network.Name, network.Module);
            network.Average?.ExchangeState(state, NetworkWeights.AverageOf(network.Name));
        }
        foreach (var phase in Phases)
        {
            OptimizerStates.Exchange(state, phase.Name, phase.Optimizer);
            phase.LossScale?.ExchangeState(state, phase.Name);
        }
    }

    /// <summary>
    /// What is known of the data, name by name: a training is resumed only where all of it is the same. Default
    /// nothing.
    /// </summary>
    public virtual IReadOnlyDictionary<string, string> DescribeData() => new Dictionary<string, string>();

    /// <summary>Next batch: real samples, and what is generated for them, which phases share.</summary>
    /// <param name="phases">
    /// The phases whose losses are asked for with this batch. What is generated needs a way back only to the parameters
    /// of these.
    /// </param>
    /// <returns>A batch whose tensors belong to the dispose scope of the call.</returns>
    public abstract Batch NextBatch(IReadOnlyList<Phase> phases);

    /// <summary>Losses of a phase. Only the phase's own parameters collect gradients during the call.</summary>
    /// <param name="phase">One of <see cref="Phases"/>.</param>
    /// <param name="batch">What <see cref="NextBatch"/> gave.</param>
    /// <returns>Named terms, differentiable in the phase's parameters.</returns>
    public abstract LossTerms Losses(Phase phase, Batch batch);

    /// <summary>
    /// Leaves the step in progress where the training is asked to stop and the step takes long; a model calls it
    /// between long parts of <see cref="Losses"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">The step ends here; the trainer catches it.</exception>
    protected void ThrowIfStopping() => StopCheck?.Invoke();

    /// <summary>
    /// Releases what the model owns, once a training step or call in progress has ended; later ones throw an
    /// <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        _guard.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The ranks that train the model; null for one.</summary>
    internal Replicas? Replicas => Options.Replicas is { Count: > 1 } several ? several : null;

    /// <summary>
    /// Whether several ranks give the same, up to rounding, as one: the model takes its random numbers by their place
    /// in the whole batch. Default false.
    /// </summary>
    internal virtual bool TrainsOnReplicas => false;

    /// <summary>What is left of the step sizes of the options after rollbacks, above 0. Default 1.</summary>
    internal double LearningRateFactor { get; set; } = 1;

    /// <summary>What <see cref="ThrowIfStopping"/> does in the step in progress.</summary>
    internal Action? StopCheck { get; set; }

    /// <summary>Begins something that needs the networks, until what is returned is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed of.</exception>
    internal UseGuard.Call BeginUse() => _guard.Begin();

    /// <summary>Refuses to go on with, or to save, networks with numbers that aren't finite.</summary>
    /// <exception cref="DivergenceException">A weight or running statistic is NaN or infinite.</exception>
    internal void RequireFiniteWeights() => RequireFinite(NamedStates);

    /// <summary>
    /// Refuses to go on with optimizers whose averages aren't finite: an infinite mean of squared gradients keeps its
    /// weights from changing for good, with losses that look as ever.
    /// </summary>
    /// <exception cref="DivergenceException">A number is NaN or infinite.</exception>
    internal void RequireFiniteOptimizers() => RequireFinite(Phases.SelectMany(OptimizerStates.Named));

    /// <summary>The same of some tensors, by their names in files.</summary>
    /// <exception cref="DivergenceException">A number is NaN or infinite.</exception>
    internal void RequireFinite(IEnumerable<(string Name, Tensor Value)> states)
    {
        (string Name, Tensor Value)[] all = [.. states];
        if (!FiniteNumbers.Are([.. all.Select(state => state.Value)]))
            throw Divergence.Of(this, [], all);
    }

    /// <summary>Disposes networks, phases and whatever else the model owns. Called once.</summary>
    protected abstract void Dispose(bool disposing);
}

/// <summary>Batch of one training step; a model derives its own.</summary>
public abstract record Batch;
