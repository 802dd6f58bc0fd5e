using Ml.Gan.Training.Health;

namespace Ml.Gan.Training;

/// <summary>Training step that was completed, as listeners see it. Valid only during the call.</summary>
public sealed class TrainingStep
{
    private readonly GanTrainer _trainer;
    private readonly StepLosses _losses;
    private readonly Lazy<IReadOnlyDictionary<string, double>> _metrics;
    private readonly CancellationToken _cancellation;
    private readonly long _first;
    private bool _stopped;

    internal TrainingStep(
        GanTrainer trainer,
        long first,
        TimeSpan before,
        TimeSpan elapsed,
        StepLosses losses,
        CancellationToken cancellation)
    {
        (_trainer, _first, Step, Elapsed, _cancellation) = (
            trainer, first, trainer.Model.CompletedSteps, elapsed, cancellation);
        TrainingTime = before + elapsed;
        _losses = losses;
        _metrics = new Lazy<IReadOnlyDictionary<string, double>>(
            () => DivergenceGuard.RequireFinite(losses.Read(), Model));
    }

    /// <summary>The model that is trained.</summary>
    public GanModel Model => _trainer.Model;

    /// <summary>Number of the step, from 1.</summary>
    public long Step { get; }

    /// <summary>Number of steps that the training is to take.</summary>
    public long Steps => _trainer.Steps;

    /// <summary>
    /// Number of the stage that the step belongs to, from 1; null where the networks are trained as a whole.
    /// </summary>
    public int? Stage => Model.Stages > 1 ? Model.Stage : null;

    /// <summary>
    /// Whether no other step follows: it is the last one that was asked for, or the training is being stopped.
    /// </summary>
    public bool IsLast => _stopped || Step == Steps || _cancellation.IsCancellationRequested;

    /// <summary>Asks to stop: a listener that takes long gives up then.</summary>
    public CancellationToken Cancellation => _cancellation;

    /// <summary>Time since this call of <see cref="GanTrainer.Train"/> began.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Time that the training took so far, also before it was resumed.</summary>
    public TimeSpan TrainingTime { get; }

    /// <summary>Training steps per second since this call of <see cref="GanTrainer.Train"/> began.</summary>
    public double StepsPerSecond => Taken / Elapsed.TotalSeconds;

    /// <summary>Real images seen per second since then.</summary>
    public double ImagesPerSecond => StepsPerSecond * Model.SamplesPerStep;

    /// <summary>Time that the steps to come take at this speed.</summary>
    public TimeSpan TimeLeft => TimeSpan.FromSeconds(Math.Min(1e8, (Steps - Step) / StepsPerSecond));

    /// <summary>Learning rates of the step's phases by the phases' names.</summary>
    public IReadOnlyDictionary<string, double> LearningRates => Model.Phases.ToDictionary(
        phase => phase.Name, phase => phase.Optimizer.ParamGroups.First().LearningRate);

    /// <summary>
    /// Losses and metrics by name: <c>{phase}_loss</c> for each phase, <c>{phase}_{term}</c> where its loss has several
    /// terms, and what the model reports. Reading them waits for the device, so read them only when needed.
    /// </summary>
    /// <exception cref="DivergenceException">One of them is not finite.</exception>
    public IReadOnlyDictionary<string, double> Metrics => _metrics.Value;

    /// <summary>Steps since this call of <see cref="GanTrainer.Train"/> began.</summary>
    internal long Taken => Step - _first;

    /// <summary>Whether a checkpoint is asked for.</summary>
    internal bool IsCheckpointWanted { get; private set; }

    /// <summary>Whether something that happens every so many steps happens now: in the last step too.</summary>
    internal bool IsDue(long interval) => Step % interval == 0 || IsLast;

    /// <summary>Whether a phase's loss is not finite, as far as that can be seen without waiting for a GPU.</summary>
    internal bool ShowsDivergence => _losses.ShowDivergence;

    /// <summary>Speed in words: what is given, or the seconds of a step where it takes longer than one.</summary>
    /// <param name="fast">What to say of fast steps.</param>
    internal string SpeedOr(string fast) =>
        StepsPerSecond < 1 ? FormattableString.Invariant($"{1 / StepsPerSecond:F1} s/step") : fast;

    /// <summary>Tells all listeners of an event, at once.</summary>
    public void Report(TrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        _trainer.Report(report);
    }

    /// <summary>
    /// Has a checkpoint written when all listeners have seen the step, where there is a folder for checkpoints.
    /// </summary>
    public void RequestCheckpoint() => IsCheckpointWanted = true;

    /// <summary>Ends the training with this step. Listeners that come later see it as the last one.</summary>
    public void Stop() => _stopped = true;
}
