using Ml.Gan.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Labels;

/// <summary>How D classifies a labelled batch.</summary>
/// <param name="Loss">The mean cross-entropy.</param>
/// <param name="Accuracy">The share of samples whose likeliest class is theirs.</param>
internal sealed record ClassifiedBatch(Tensor Loss, Tensor Accuracy)
{
    /// <param name="batch">A batch with outputs, (N, K), and labels, int64 (N).</param>
    public static ClassifiedBatch Of(EvaluatedBatch batch) => new(
        nn.functional.cross_entropy(batch.Outputs!, batch.Labels!),
        batch.Outputs!.argmax(1).eq(batch.Labels!).to_type(ScalarType.Float32).mean());

    /// <summary>The same without a way back to D.</summary>
    public ClassifiedBatch Detach() => this with { Loss = Loss.detach() };
}
