namespace Ml.Gan.Training;

/// <summary>A completed training step, as listeners see it. Valid only during the call.</summary>
public sealed class TrainingStep
{
    private readonly Lazy<StepMetrics> _metrics;
    private readonly CancellationToken _cancellation;
    private bool _stopped;

    internal TrainingStep(GanTrainer trainer, long step, TimeSpan elapsed, Func<StepMetrics> metrics, CancellationToken cancellation)
    {
        (Trainer, Step, Elapsed, _cancellation) = (trainer, step, elapsed, cancellation);
        _metrics = new Lazy<StepMetrics>(() => DivergenceGuard.RequireFinite(metrics(), step));
    }

    /// <summary>The trainer, to sample from or export.</summary>
    public GanTrainer Trainer { get; }

    /// <summary>Number of the step, from 1.</summary>
    public long Step { get; }

    /// <summary>Number of steps that the training is to take.</summary>
    public long Steps => Trainer.Steps;

    /// <summary>Number of the stage that the step belongs to, from 1; null where the networks are trained as a whole.</summary>
    public int? Stage => Trainer.Stages > 1 ? Trainer.Stage : null;

    /// <summary>Whether no other step follows: it is the last one that was asked for, or the training is being stopped.</summary>
    public bool IsLast => _stopped || Step == Steps || _cancellation.IsCancellationRequested;

    /// <summary>Time since the training began.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Generator steps per second so far.</summary>
    public double StepsPerSecond => Step / Elapsed.TotalSeconds;

    /// <summary>Real images seen per second so far.</summary>
    public double ImagesPerSecond => StepsPerSecond * Trainer.ImagesPerStep;

    /// <summary>Losses and scores. Reading them waits for the device, so read them only when needed.</summary>
    /// <exception cref="GanException">The training diverged: a loss or score is not finite.</exception>
    public StepMetrics Metrics => _metrics.Value;

    /// <summary>Ends the training with this step. Listeners that come later see it as the last one.</summary>
    public void Stop() => _stopped = true;
}
