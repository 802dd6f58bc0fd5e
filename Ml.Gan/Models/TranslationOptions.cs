using Ml.Gan.Models.Translation;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using Ml.Gan.Training.Checkpoints;

namespace Ml.Gan.Models;

/// <summary>
/// Training options of a <see cref="TranslationGan"/>. Batches have 16 images by default, and the step sizes fall
/// linearly from the middle of the training on.
/// </summary>
public class TranslationOptions : TrainingOptions
{
    /// <summary>Creates options with the defaults.</summary>
    public TranslationOptions() => (BatchSize, LinearDecayStart) = (16, 0.5);

    /// <summary>What is trained. Default <see cref="Pix2Pix"/>.</summary>
    public TranslationSystem System { get; set; } = new Pix2Pix();

    /// <summary>Architecture of the translators. Default null: what the system recommends.</summary>
    public TranslatorArchitecture? Translator { get; set; }

    /// <summary>
    /// Normalization of the translators' layers. Default null: what the architecture recommends;
    /// <see cref="TranslatorNormalization.None"/> is how Lim et al. (2017) enlarge images.
    /// </summary>
    public TranslatorNormalization? Normalization { get; set; }

    /// <summary>
    /// What translators and discriminators minimize: one that needs no more than D's scores. Default null: what the
    /// system recommends.
    /// </summary>
    public Objective? Objective { get; set; }

    /// <summary>
    /// Weight, at least 0, of the distance to the target, of systems that fill holes in the hole, or, without pairs, of
    /// an image to what comes back of it. Default null: what the system recommends.
    /// </summary>
    public double? ReconstructionWeight { get; set; }

    /// <summary>
    /// Weight, at least 0, of the objective in the translators' loss; 0, for pairs, trains without a discriminator.
    /// Default null: what the system recommends.
    /// </summary>
    public double? AdversarialWeight { get; set; }

    /// <summary>
    /// Weight, at least 0, of the distance between an image of the kind that a translator makes and what it makes of
    /// it (Taigman et al., 2017); without pairs, and where both kinds have as many channels. Default null: what the
    /// system recommends.
    /// </summary>
    public double? IdentityWeight { get; set; }

    /// <summary>
    /// Distance between outputs and targets, or, of <see cref="ResidualTransfer"/>, inputs, in a network's hidden
    /// layers. Default null: what the system recommends.
    /// </summary>
    public PerceptualLoss? Perceptual { get; set; }

    /// <summary>
    /// Height and width, in pixels, of the patches that a discriminator judges: 1, 16, 34, 70, 142 or 286. Default 70.
    /// </summary>
    public int PatchSize { get; set; } = new PatchDiscriminator().Size;

    /// <summary>Channels of the discriminators' first layer, at least 1. Default 64.</summary>
    public int DiscriminatorWidth { get; set; } = new PatchDiscriminator().Width;

    /// <summary>Whether discriminators are normalized spectrally (Miyato et al., 2018). Default false.</summary>
    public bool SpectralNorm { get; set; }

    /// <summary>
    /// Outputs that are kept for the discriminators, at least 0, of which a half of what they are shown comes
    /// (Shrivastava et al., 2017); without pairs. Default null: what the system recommends.
    /// </summary>
    public int? PoolSize { get; set; }

    /// <summary>
    /// Discriminator steps per step of the translators. Default null: what the objective recommends.
    /// </summary>
    public int? DiscriminatorSteps { get; set; }

    /// <summary>
    /// Bound of the discriminators' weights, clipped after each of their steps. Default null: what the objective
    /// recommends.
    /// </summary>
    public double? WeightClipping { get; set; }

    /// <summary>Optimizer of the translators. Default null: what the system recommends.</summary>
    public OptimizerSettings? GeneratorOptimizer { get; set; }

    /// <summary>Optimizer of the discriminators. Default null: that of the translators.</summary>
    public OptimizerSettings? DiscriminatorOptimizer { get; set; }

    /// <summary>
    /// Whether half of the images, chosen anew each time, are mirrored, of a pair both. Default false.
    /// </summary>
    public bool Mirror { get; set; }

    /// <summary>
    /// Height and width of a square, chosen anew each time, that images are cropped to, of a pair both. Default null:
    /// whole images.
    /// </summary>
    public int? CropSize { get; set; }

    /// <summary>
    /// File of the weights that the networks begin with, as <see cref="TranslationGan.SaveWeights"/> writes it, or of a
    /// translator alone; discriminators that it doesn't hold begin with random ones, as after a training without any
    /// (Ledig et al., 2017, begin so). System, networks and channels have to be those of that training. Default null:
    /// random weights.
    /// </summary>
    [MayChange]
    public string? InitialWeights { get; set; }

    /// <summary>Refuses options that can't be trained with. A model does the same, before any work.</summary>
    /// <param name="data">What is learned from.</param>
    /// <exception cref="GanOptionException">An option is out of range, or doesn't fit another or the data.</exception>
    public void Check(TranslationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        TranslationOptionsCheck.Check(Resolve(data), data);
    }

    /// <summary>Options with everything that was left open as a training settles it.</summary>
    /// <param name="data">What is learned from.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="GanOptionException">
    /// Epochs are asked for, but the data are endless; or ranks can't share the batch.
    /// </exception>
    public TranslationOptions Resolve(TranslationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.CheckReplicas();
        var resolved = Copy();
        resolved.Seed = SeedOrDefault;
        resolved.Translator ??= System.RecommendedTranslator(data.Factor);
        resolved.Normalization ??= resolved.Translator.RecommendedNormalization;
        resolved.Objective ??= System.RecommendedObjective;
        resolved.ReconstructionWeight ??= System.RecommendedReconstructionWeight;
        resolved.AdversarialWeight ??= System.RecommendedAdversarialWeight;
        resolved.IdentityWeight ??= data.Input.Channels == data.Target.Channels ? System.RecommendedIdentityWeight : 0;
        resolved.Perceptual ??= System.RecommendedPerceptual;
        resolved.PoolSize ??= System.RecommendedPoolSize;
        resolved.DiscriminatorSteps ??= resolved.Objective.RecommendedDiscriminatorSteps;
        resolved.WeightClipping ??= SpectralNorm ? null : resolved.Objective.RecommendedWeightClipping;
        resolved.GeneratorOptimizer ??= System.RecommendedOptimizer;
        resolved.DiscriminatorOptimizer ??= resolved.GeneratorOptimizer;
        resolved.Steps = Time is { } time && Steps is null && Epochs is null
            ? TrainingSpeed.StepsIn(() => TranslationGan.Create(ForTrial(), data), time)
            : StepsFor(data.Name, data.Count, BatchSize * resolved.DiscriminatorSteps.Value);
        resolved.Epochs = null;
        return resolved;
    }

    /// <summary>Whether there is a discriminator, of options that were resolved.</summary>
    internal bool UsesDiscriminator =>
        !System.IsPaired || AdversarialWeight > 0 || Perceptual is AdaptivePerceptualLoss;

    /// <summary>The same options in an object of their own.</summary>
    internal TranslationOptions Copy() => (TranslationOptions)MemberwiseClone();

    /// <summary>The same for steps whose time is measured.</summary>
    private TranslationOptions ForTrial()
    {
        var tried = Copy();
        (tried.Time, tried.Steps, tried.CheckpointFolder, tried.Resume) = (null, 1000, null, false);
        tried.InitialWeights = null;
        return tried;
    }
}
