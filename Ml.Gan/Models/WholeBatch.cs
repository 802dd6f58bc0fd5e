using Ml.Gan.Objectives;
using Ml.Gan.Training.Replication;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// The whole batch as an objective sees it, gathered from all ranks: losses are those of the batch then, also where
/// they aren't means over its samples.
/// </summary>
internal static class WholeBatch
{
    /// <summary>
    /// The batch that this rank's samples are a share of, differentiable; itself where there is one rank.
    /// </summary>
    /// <param name="share">What D makes of this rank's samples.</param>
    /// <param name="outputsAlone">Whether nothing but D's outputs and the labels is looked at.</param>
    public static EvaluatedBatch Of(EvaluatedBatch share, bool outputsAlone) => Shard.IsWhole
        ? share
        : outputsAlone
        ? share with { Outputs = Shard.Gather(share.Outputs!), Labels = GatherOrNull(share.Labels) }
        : new EvaluatedBatch(
            Shard.Gather(share.Samples), GatherOrNull(share.Outputs), GatherOrNull(share.Features))
        {
            Labels = GatherOrNull(share.Labels),
            HiddenLayers = [.. share.HiddenLayers.Select(Shard.Gather)],
        };

    private static Tensor? GatherOrNull(Tensor? rows) => rows is null ? null : Shard.Gather(rows);
}
