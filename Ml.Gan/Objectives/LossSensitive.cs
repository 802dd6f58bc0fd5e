using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>The loss-sensitive GAN (LS-GAN: Qi, 2017): only missed margins cost, C(a) = max(0, a).</summary>
[CatalogEntry("a loss function, lower for real samples by a margin that grows with the distance", "Qi, 2017")]
public sealed record LossSensitive : LossSensitiveObjective
{
    /// <inheritdoc/>
    public override string Name => "ls-gan";

    /// <inheritdoc/>
    protected override Tensor Cost(Tensor excess) => nn.functional.relu(excess);
}
