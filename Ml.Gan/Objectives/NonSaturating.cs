using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The non-saturating GAN (Goodfellow et al., 2014): D minimises −E log σ(D(x)) − E log(1 − σ(D(G(z)))), G minimises
/// −E log σ(D(G(z))). Written with softplus, so it is finite for any logit.
/// </summary>
public sealed record NonSaturating : ScoreObjective
{
    /// <inheritdoc/>
    public override string Name => "non-saturating";

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor generated) =>
        nn.functional.softplus(-real).mean() + nn.functional.softplus(generated).mean();

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor generated) => nn.functional.softplus(-generated).mean();
}
