using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The minimax or saturating GAN (Goodfellow et al., 2014): G minimises E log(1 − σ(D(G(z)))), so that both play for one value.
/// Its gradient vanishes where D is sure that a sample is generated.
/// </summary>
[CatalogEntry("cross entropies, both players for one value; G's gradient vanishes where D is sure", "Goodfellow et al., 2014")]
public sealed record Minimax : CrossEntropyObjective
{
    /// <inheritdoc/>
    public override string Name => "minimax";

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor generated) => -nn.functional.softplus(generated).mean();
}
