using System.Globalization;

namespace Ml.Gan.Training;

/// <summary>How often a training writes a checkpoint: every so many steps, or after so much time.</summary>
public sealed record CheckpointInterval
{
    private CheckpointInterval(long? steps, TimeSpan? time) => (Steps, Time) = (steps, time);

    /// <summary>Steps from one checkpoint to the next; null where time counts.</summary>
    public long? Steps { get; }

    /// <summary>Time from one checkpoint to the next; null where steps count.</summary>
    public TimeSpan? Time { get; }

    /// <summary>Every so many steps.</summary>
    /// <exception cref="GanOptionException">They are below 1.</exception>
    public static CheckpointInterval Every(long steps)
    {
        OptionValue.Require(steps >= 1, nameof(TrainingOptions.CheckpointInterval), string.Create(
            CultureInfo.InvariantCulture, $"The steps between two checkpoints must be at least 1; they are {steps}."));
        return new CheckpointInterval(steps, null);
    }

    /// <summary>With the first step that ends so long after the last checkpoint.</summary>
    /// <exception cref="GanOptionException">The time isn't above 0.</exception>
    public static CheckpointInterval Every(TimeSpan time)
    {
        OptionValue.Require(time > TimeSpan.Zero, nameof(TrainingOptions.CheckpointInterval), string.Create(
            CultureInfo.InvariantCulture, $"The time between two checkpoints must be above 0; it is {time}."));
        return new CheckpointInterval(null, time);
    }
}
