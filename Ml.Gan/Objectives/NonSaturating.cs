using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The non-saturating GAN (Goodfellow et al., 2014): G minimises −E log σ(D(G(z))), which has a gradient even where D is sure.
/// </summary>
[CatalogEntry("cross entropies, with a generator that learns even where D is sure; the default", "Goodfellow et al., 2014")]
public sealed record NonSaturating : CrossEntropyObjective
{
    /// <inheritdoc/>
    public override string Name => "non-saturating";

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor generated) => nn.functional.softplus(-generated).mean();
}
