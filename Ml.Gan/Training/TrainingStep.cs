namespace Ml.Gan.Training;

/// <summary>A completed training step, as listeners see it. Valid only during the call.</summary>
public sealed class TrainingStep
{
    private readonly Lazy<StepMetrics> _metrics;

    internal TrainingStep(GanTrainer trainer, long step, TimeSpan elapsed, Func<StepMetrics> metrics)
    {
        (Trainer, Step, Elapsed) = (trainer, step, elapsed);
        _metrics = new Lazy<StepMetrics>(metrics);
    }

    /// <summary>The trainer, to sample from or export.</summary>
    public GanTrainer Trainer { get; }

    /// <summary>Number of the step, from 1.</summary>
    public long Step { get; }

    /// <summary>Number of steps that the training is to take.</summary>
    public long Steps => Trainer.Steps;

    /// <summary>Whether it is the last one that was asked for.</summary>
    public bool IsLast => Step == Steps;

    /// <summary>Time since the training began.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Generator steps per second so far.</summary>
    public double StepsPerSecond => Step / Elapsed.TotalSeconds;

    /// <summary>Real images seen per second so far.</summary>
    public double ImagesPerSecond => StepsPerSecond * Trainer.ImagesPerStep;

    /// <summary>Losses and scores. Reading them waits for the device, so read them only when needed.</summary>
    public StepMetrics Metrics => _metrics.Value;
}
