using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The discriminator of the first GAN (Goodfellow et al., 2014), which minimizes −E log σ(D(x)) − E log(1 −
/// σ(D(G(z)))). Written with softplus, so it is finite for any logit.
/// </summary>
public abstract record CrossEntropyObjective : ScoreObjective
{
    /// <summary>
    /// Probability that D is to give real samples, above 0 and at most 1: one-sided label smoothing, for example 0.9,
    /// keeps D from being too sure (Salimans et al., 2016). Default 1.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double RealLabel
    {
        get;
        init => field = OptionValue.Require(
            value, value is > 0 and <= 1, nameof(Objective), "The label of real samples must be above 0 and at most 1");
    } = 1;

    /// <inheritdoc/>
    public sealed override Tensor DiscriminatorLoss(Tensor real, Tensor generated) =>
        nn.functional.softplus(-real).mean() + (1 - RealLabel) * real.mean() + nn.functional.softplus(generated).mean();
}

/// <summary>
/// The non-saturating GAN (Goodfellow et al., 2014): G minimizes −E log σ(D(G(z))), which has a gradient even where D
/// is sure.
/// </summary>
[CatalogEntry(
    "cross entropies, with a generator that learns even where D is sure; the default", "Goodfellow et al., 2014")]
public sealed record NonSaturating : CrossEntropyObjective
{
    /// <inheritdoc/>
    public override string Name => "non-saturating";

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor generated) => nn.functional.softplus(-generated).mean();
}

/// <summary>
/// The minimax or saturating GAN (Goodfellow et al., 2014): G minimizes E log(1 − σ(D(G(z)))), so that both play for
/// one value. Its gradient vanishes where D is sure that a sample is generated.
/// </summary>
[CatalogEntry(
    "cross entropies, both networks for one value; G's gradient vanishes where D is sure", "Goodfellow et al., 2014")]
public sealed record Minimax : CrossEntropyObjective
{
    /// <inheritdoc/>
    public override string Name => "minimax";

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor generated) => -nn.functional.softplus(generated).mean();
}
