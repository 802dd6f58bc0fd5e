using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.Penalties;

/// <summary>
/// λE(‖∇D(x̂)‖₂ − 1)² at points x̂ = εx + (1 − ε)G(z) between real and generated samples, with one ε ~ U[0, 1] for
/// each sample (Gulrajani et al., 2017). λ is 10 by default.
/// </summary>
[CatalogEntry("slopes of 1 between real and generated samples", "Gulrajani et al., 2017", Argument = "the weight λ; default 10")]
public sealed record GradientPenalty : SlopePenalty
{
    /// <inheritdoc/>
    protected override string BaseName => "gp";

    /// <inheritdoc/>
    protected override Tensor Points(Tensor real, Tensor generated, Generator random) => Between(real, generated, random);

    /// <inheritdoc/>
    protected override Tensor Cost(Tensor squaredSlope) => ((squaredSlope + 1e-12).sqrt() - 1).square();
}
