using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.Penalties;

/// <summary>γ/2 E‖∇D(x)‖₂² at real samples (Mescheder, Geiger and Nowozin, 2018). γ is 10 by default.</summary>
[CatalogEntry("small slopes at real samples", "Mescheder, Geiger and Nowozin, 2018", Argument = "the weight γ; default 10")]
public sealed record R1 : SlopePenalty
{
    /// <inheritdoc/>
    protected override string BaseName => "r1";

    /// <inheritdoc/>
    protected override Tensor Points(Tensor real, Tensor generated, Generator random) => real;

    /// <inheritdoc/>
    protected override Tensor Cost(Tensor squaredSlope) => squaredSlope / 2;
}
