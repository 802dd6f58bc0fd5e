namespace Ml.Gan.Training;

/// <summary>End of a training.</summary>
/// <param name="Step">Steps completed.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Exception">What ended it where it failed; else null.</param>
public sealed record TrainingEnd(long Step, TrainingOutcome Outcome, Exception? Exception = null);

/// <summary>How a training ended.</summary>
public enum TrainingOutcome
{
    /// <summary>All steps were taken.</summary>
    Completed,

    /// <summary>Somebody asked to stop, a listener ended it, or its time was over.</summary>
    Stopped,

    /// <summary>It was ended by an exception, as of a divergence.</summary>
    Failed,
}
