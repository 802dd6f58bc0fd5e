using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>A batch as an objective sees it: the samples, and what D makes of them where there is a D.</summary>
/// <param name="Samples">The samples as D gets them, (N, C, H, W) or (N, D).</param>
/// <param name="Scores">D's raw outputs, (N), or (N, K) where the objective asks for K outputs; null without a discriminator.</param>
/// <param name="Features">D's last hidden layer, (N, F); null without a discriminator.</param>
public sealed record EvaluatedBatch(Tensor Samples, Tensor? Scores = null, Tensor? Features = null)
{
    /// <summary>The samples' classes, int64 (N); null where they are not known.</summary>
    public Tensor? Labels { get; init; }
}
