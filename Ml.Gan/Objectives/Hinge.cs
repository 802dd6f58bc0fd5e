using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The hinge loss (Lim and Ye, 2017; Miyato et al., 2018): D minimizes E max(0, 1 − D(x)) + E max(0, 1 + D(G(z))), G
/// minimizes −E D(G(z)).
/// </summary>
[CatalogEntry(
    "a margin between real and generated samples, beyond which D has nothing to gain",
    "Lim and Ye, 2017; Miyato et al., 2018")]
public sealed record Hinge : ScoreObjective
{
    /// <inheritdoc/>
    public override string Name => "hinge";

    /// <inheritdoc/>
    public override bool OutputsLogits => false;

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor generated) =>
        nn.functional.relu(1 - real).mean() + nn.functional.relu(1 + generated).mean();

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor generated) => -generated.mean();
}
