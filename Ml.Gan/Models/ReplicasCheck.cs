using Ml.Gan.Data;
using Ml.Gan.Training;

namespace Ml.Gan.Models;

/// <summary>Refuses what several ranks can't train so that it is the same as with one.</summary>
internal static class ReplicasCheck
{
    /// <exception cref="GanOptionException">An option doesn't go with the number of ranks.</exception>
    public static void CheckReplicas(this TrainingOptions options)
    {
        if (options.Replicas is not { Count: > 1 and var count })
            return;
        OptionValue.Require(options.BatchSize % count == 0, nameof(options.BatchSize),
            $"The batch of {ShortText.Count(options.BatchSize, "sample")} can't be shared evenly by {count} ranks. "
            + $"Take a multiple of {count}, or another number of ranks.");
        OptionValue.Require(
            options.Steps is not null || options.Epochs is not null || options.Time is null, nameof(options.Time),
            "The steps that fit into a time are measured on one machine, and ranks would measure others. Give the "
            + "number of steps or epochs too.");
    }

    /// <exception cref="GanOptionException">An option doesn't go with the number of ranks.</exception>
    public static void CheckReplicas(this LatentGanOptions options)
    {
        CheckReplicas((TrainingOptions)options);
        if (options.Replicas is not { Count: > 1 and var count })
            return;
        OptionValue.Require(options.BatchSize / count % options.Packing == 0, nameof(options.Packing),
            $"Each of {count} ranks has {options.BatchSize / count} samples of a batch, which packs of "
            + $"{options.Packing} don't divide. Take a batch of a multiple of {count * options.Packing}, or other "
            + "packs.");
        options.Network.CheckReplicas(options.BatchSize, count);
    }
}
