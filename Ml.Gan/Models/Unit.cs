using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Models;

/// <summary>
/// UNIT (Liu, Breuel and Kautz, 2017): a variational autoencoder for each of two sets of images, whose encoders end,
/// and whose decoders begin, with the same blocks, so that both sets have one space of latents. What the one encoder
/// makes of an image, the other decoder translates.
/// </summary>
/// <remarks>
/// With the encoders' means μ and latents z = μ + η, η ~ N(0, I), the translators minimize λ₀ times the objective
/// (<see cref="TranslationOptions.AdversarialWeight"/>), λ₁·KL(N(μ, I) ‖ N(0, I)) and λ₂·|x − x̂| of images that come
/// out of their own set's autoencoder, and, of those that come back of the other set, λ₃ times the divergence of the
/// translations' latents and λ₄·|x − x̂| (<see cref="TranslationOptions.ReconstructionWeight"/>); divergences, ½μ², and
/// distances are means over all values. The translators that are used, and exported, take the means.
/// </remarks>
[CatalogEntry("two sets of images without pairs, in one space of latents", "Liu et al., 2017")]
public sealed record Unit : TranslationSystem
{
    /// <inheritdoc/>
    public override string Name => "unit";

    /// <inheritdoc/>
    public override bool IsPaired => false;

    /// <summary>
    /// Blocks at the end of the encoders, and as many at the beginning of the decoders, that both sets share, at least
    /// 1. An encoder and a decoder have half of the translator's blocks each: 4 of 8 where
    /// <see cref="ResNetTranslator.Blocks"/> leaves them open. Default 1, as in the paper.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public int SharedBlocks
    {
        get;
        init => field = (int)OptionValue.Require(
            value, value >= 1, nameof(SharedBlocks), "The blocks that both sets share must be at least 1");
    } = 1;

    /// <summary>
    /// Weight λ₂, at least 0, of the distance between an image and what its own set's autoencoder makes of it. Default
    /// 100, the paper's.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double AutoencodingWeight
    {
        get;
        init => field = OptionValue.RequireWeight(value, nameof(AutoencodingWeight));
    } = 100;

    /// <summary>
    /// Weight λ₁, at least 0, of the Kullback–Leibler divergence of an image's latents from N(0, I). Default 0.1, the
    /// paper's.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double KlWeight
    {
        get;
        init => field = OptionValue.RequireWeight(value, nameof(KlWeight));
    } = 0.1;

    /// <summary>Weight λ₃, at least 0, of that of a translation's latents. Default 0.1, the paper's.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double CycleKlWeight
    {
        get;
        init => field = OptionValue.RequireWeight(value, nameof(CycleKlWeight));
    } = 0.1;

    /// <inheritdoc/>
    public override TranslatorArchitecture RecommendedTranslator(int factor) => new ResNetTranslator();

    /// <summary>Adam(1e-4, 0.5, 0.999), the paper's.</summary>
    public override OptimizerSettings RecommendedOptimizer => new AdamSettings { LearningRate = 1e-4 };

    /// <summary>λ₄, 100, the paper's.</summary>
    public override double RecommendedReconstructionWeight => 100;

    /// <summary>λ₀, 10, the paper's.</summary>
    public override double RecommendedAdversarialWeight => 10;

    /// <inheritdoc/>
    internal override void Check(TranslationOptions options, SampleShape input, SampleShape target)
    {
        if (options.Translator is not ResNetTranslator residual)
            throw new GanOptionException(nameof(options.Translator),
                $"The system {Name} divides its translator into an encoder and a decoder, which a "
                + $"{options.Translator!.Name} can't be. Take a {new ResNetTranslator().Name}.");
        int blocks = LatentTranslator.BlocksOf(residual);
        OptionValue.Require(blocks % 2 == 0, nameof(residual.Blocks),
            $"Half of a {Name}'s blocks are in its encoders, half in its decoders; {blocks} is an odd number.");
        OptionValue.Require(SharedBlocks <= blocks / 2, nameof(SharedBlocks),
            $"Of {blocks} blocks, {blocks / 2} are in each encoder and in each decoder; {SharedBlocks} can't be "
            + "shared.");
    }
}
