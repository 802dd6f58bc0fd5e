using Ml.Gan.Training.Labels;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>What one update of D leaves: its loss, and its scores of both batches from before the update.</summary>
internal sealed record DiscriminatorUpdate(Tensor Loss, Tensor Real, Tensor Generated)
{
    /// <summary>The weighted loss of recognising codes; null where there are none.</summary>
    public Tensor? CodesLoss { get; init; }

    /// <summary>How D classified labelled samples; null where it doesn't.</summary>
    public ClassifiedBatch? Classes { get; init; }
}
