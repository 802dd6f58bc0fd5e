using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.Penalties;

/// <summary>γ/2 E‖∇D(G(z))‖₂² at generated samples (Mescheder, Geiger and Nowozin, 2018). γ is 10 by default.</summary>
[CatalogEntry("small slopes at generated samples", "Mescheder, Geiger and Nowozin, 2018", Argument = "the weight γ; default 10")]
public sealed record R2 : SlopePenalty
{
    /// <inheritdoc/>
    protected override string BaseName => "r2";

    /// <inheritdoc/>
    protected override Tensor Points(Tensor real, Tensor generated, Generator random) => generated;

    /// <inheritdoc/>
    protected override Tensor Cost(Tensor squaredSlope) => squaredSlope / 2;
}
