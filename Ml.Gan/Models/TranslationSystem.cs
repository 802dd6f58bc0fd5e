using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Models;

/// <summary>
/// System of image translation: which networks there are, what they learn from, and what is recommended where
/// <see cref="TranslationOptions"/> leave it open.
/// </summary>
public abstract record TranslationSystem
{
    /// <summary>Name on the command line, in metadata and messages, for example <c>pix2pix</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether each input comes with its target, as pairs or as targets that inputs are made from, rather than two sets
    /// of images that have nothing to do with each other.
    /// </summary>
    public abstract bool IsPaired { get; }

    /// <summary>Whether the discriminator is shown the input beside the output. Default false.</summary>
    public virtual bool DiscriminatorSeesInput => false;

    /// <summary>
    /// Whether it fills holes: its data are <see cref="TranslationData.Masked(Data.ISampleSource, Data.Mask)"/>, and
    /// what is known of an image stays as it is. Default false.
    /// </summary>
    public virtual bool FillsHoles => false;

    /// <summary>How far an output, or what comes back of one, is from what it should be.</summary>
    public virtual PixelDistance Distance => PixelDistance.Absolute;

    /// <summary>Translator where the options name none.</summary>
    /// <param name="factor">How many times larger than its input an output is.</param>
    public abstract TranslatorArchitecture RecommendedTranslator(int factor);

    /// <summary>Objective where the options name none. Default <see cref="NonSaturating"/>.</summary>
    public virtual Objective RecommendedObjective => new NonSaturating();

    /// <summary>Optimizer of all networks where the options name none. Default Adam(2e-4, 0.5, 0.999).</summary>
    public virtual OptimizerSettings RecommendedOptimizer => new AdamSettings();

    /// <summary>Weight of <see cref="Distance"/> in the generators' loss where the options give none.</summary>
    public abstract double RecommendedReconstructionWeight { get; }

    /// <summary>Weight of the objective in the generators' loss where the options give none. Default 1.</summary>
    public virtual double RecommendedAdversarialWeight => 1;

    /// <summary>
    /// Weight of the distance between an image that has nothing to be changed and what is made of it, where the options
    /// give none; for unpaired systems. Default 0.
    /// </summary>
    public virtual double RecommendedIdentityWeight => 0;

    /// <summary>
    /// Outputs in the pool that an unpaired system's discriminators learn from, where the options give none. Default 0:
    /// they learn from the latest.
    /// </summary>
    public virtual int RecommendedPoolSize => 0;

    /// <summary>Perceptual loss where the options name none. Default null: none.</summary>
    public virtual PerceptualLoss? RecommendedPerceptual => null;

    /// <summary>Creates an untrained translator of an architecture.</summary>
    internal virtual Layer CreateTranslator(
        TranslatorArchitecture architecture, TranslatorDesign design, ParameterFactory parameters) =>
        architecture.Create(design, parameters);

    /// <summary>Refuses what the system, more than others, can't be trained with.</summary>
    /// <param name="options">Resolved options.</param>
    /// <param name="input">Shape of an input, or of an image of the first set.</param>
    /// <param name="target">Shape of a target, or of an image of the second set.</param>
    /// <exception cref="GanOptionException">An option doesn't fit the system.</exception>
    internal virtual void Check(TranslationOptions options, SampleShape input, SampleShape target)
    {
    }
}

/// <summary>Distance between images, a mean over all values.</summary>
public enum PixelDistance
{
    /// <summary>Mean of |a − b| (L1).</summary>
    Absolute,

    /// <summary>Mean of (a − b)² (MSE).</summary>
    Squared,
}

/// <summary>
/// pix2pix (Isola et al., 2017): a U-Net from pairs, a discriminator of patches that sees input and output, and 100
/// times the absolute distance to the target.
/// </summary>
[CatalogEntry("pairs of input and target; a U-Net against patches, and L1", "Isola et al., 2017")]
public sealed record Pix2Pix : TranslationSystem
{
    /// <inheritdoc/>
    public override string Name => "pix2pix";

    /// <inheritdoc/>
    public override bool IsPaired => true;

    /// <inheritdoc/>
    public override bool DiscriminatorSeesInput => true;

    /// <inheritdoc/>
    public override TranslatorArchitecture RecommendedTranslator(int factor) => new UNet();

    /// <inheritdoc/>
    public override double RecommendedReconstructionWeight => 100;
}

/// <summary>
/// SRGAN (Ledig et al., 2017), for larger images (super-resolution), or, with inputs of the same size, for images
/// without the marks of a bad compression: residual blocks and pixel shuffling, the squared distance to the target, and
/// a thousandth of what a discriminator of outputs says.
/// </summary>
[CatalogEntry("targets, inputs made from them: larger images or better ones", "Ledig et al., 2017")]
public sealed record Srgan : TranslationSystem
{
    /// <inheritdoc/>
    public override string Name => "srgan";

    /// <inheritdoc/>
    public override bool IsPaired => true;

    /// <inheritdoc/>
    public override PixelDistance Distance => PixelDistance.Squared;

    /// <inheritdoc/>
    public override TranslatorArchitecture RecommendedTranslator(int factor) => new SrResNet { Factor = factor };

    /// <inheritdoc/>
    public override OptimizerSettings RecommendedOptimizer => new AdamSettings { LearningRate = 1e-4, Beta1 = 0.9 };

    /// <inheritdoc/>
    public override double RecommendedReconstructionWeight => 1;

    /// <inheritdoc/>
    public override double RecommendedAdversarialWeight => 1e-3;
}

/// <summary>
/// CycleGAN (Zhu et al., 2017): two translators between two sets of images, which undo each other, and leave the other
/// one's outputs as they are; least squares; discriminators that learn from a pool of 50 outputs.
/// </summary>
[CatalogEntry("two sets of images without pairs, there and back", "Zhu et al., 2017")]
public sealed record CycleGan : TranslationSystem
{
    /// <inheritdoc/>
    public override string Name => "cyclegan";

    /// <inheritdoc/>
    public override bool IsPaired => false;

    /// <inheritdoc/>
    public override TranslatorArchitecture RecommendedTranslator(int factor) => new ResNetTranslator();

    /// <inheritdoc/>
    public override Objective RecommendedObjective => new LeastSquares();

    /// <inheritdoc/>
    public override double RecommendedReconstructionWeight => 10;

    /// <inheritdoc/>
    public override double RecommendedIdentityWeight => 5;

    /// <inheritdoc/>
    public override int RecommendedPoolSize => 50;
}

/// <summary>
/// DualGAN (Yi et al., 2017): two U-Nets between two sets of images, which undo each other, against critics with
/// clipped weights.
/// </summary>
[CatalogEntry("two sets of images without pairs, by critics with clipped weights", "Yi et al., 2017")]
public sealed record DualGan : TranslationSystem
{
    /// <inheritdoc/>
    public override string Name => "dualgan";

    /// <inheritdoc/>
    public override bool IsPaired => false;

    /// <inheritdoc/>
    public override TranslatorArchitecture RecommendedTranslator(int factor) => new UNet();

    /// <inheritdoc/>
    public override Objective RecommendedObjective => new Wasserstein();

    /// <inheritdoc/>
    public override OptimizerSettings RecommendedOptimizer => RecommendedObjective.RecommendedOptimizer;

    /// <summary>20, as in the authors' program.</summary>
    public override double RecommendedReconstructionWeight => 20;
}
