using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>What one update of D leaves: its loss, and its scores of both batches from before the update.</summary>
internal sealed record DiscriminatorUpdate(Tensor Loss, Tensor Real, Tensor Generated);
