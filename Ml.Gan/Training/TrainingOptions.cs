using Ml.Gan.Conditions;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training.Augmentations;
using Ml.Gan.Training.Optimizers;

namespace Ml.Gan.Training;

/// <summary>What a GAN is trained with. A trainer reads it once and never changes it.</summary>
public class TrainingOptions
{
    /// <summary>The two networks. Default <see cref="Dcgan"/> of width 64.</summary>
    public NetworkArchitecture Network { get; set; } = new Dcgan();

    /// <summary>What the players minimise. Default <see cref="NonSaturating"/>.</summary>
    public Objective Objective { get; set; } = new NonSaturating();

    /// <summary>
    /// What samples are asked for by: <see cref="LabelCondition"/> or <see cref="VectorCondition"/>, which the data have to carry. Default null: nothing.
    /// </summary>
    public Condition? Condition { get; set; }

    /// <summary>
    /// Codes that come to mean something without labels (InfoGAN: Chen et al., 2016); <see cref="Dcgan.HiddenUnits"/> help them to. Default
    /// null: none.
    /// </summary>
    public LatentCodes? Codes { get; set; }

    /// <summary>
    /// How many labels a semi-supervised objective may learn from, at least 1: samples chosen by the seed, spread evenly over the classes. Of
    /// endless data, they are among the first 10,000 samples. Default null: all labels that are known.
    /// </summary>
    public int? LabelledSamples { get; set; }

    /// <summary>Length z of a latent vector, at least 1. Default 64.</summary>
    public int LatentSize { get; set; } = 64;

    /// <summary>Samples in a batch, at least 2 (1 for networks without batch normalisation) and at most as many as the data have. Default 64.</summary>
    public int BatchSize { get; set; } = 64;

    /// <summary>
    /// Generator steps, at least one for each stage of the network. Default null: as <see cref="Epochs"/> says, or <see cref="DefaultSteps"/> where
    /// that is null too.
    /// </summary>
    public long? Steps { get; set; }

    /// <summary>Passes over the data, instead of <see cref="Steps"/>; not for endless data. Default null.</summary>
    public double? Epochs { get; set; }

    /// <summary>Discriminator steps per generator step. Default null: what the objective recommends (5 for Wasserstein, else 1).</summary>
    public int? DiscriminatorSteps { get; set; }

    /// <summary>A penalty on the discriminator besides the objective's own, or null. Default null.</summary>
    public Penalty? Penalty { get; set; }

    /// <summary>
    /// Bound c of the critic's weights, clipped to [-c, c] after each of its steps (Arjovsky, Chintala and Bottou, 2017); for critics'
    /// objectives. Default null: what the objective recommends (0.01 for <c>Wasserstein</c>, else none), but nothing where
    /// <see cref="SpectralNorm"/> or a penalty takes its place.
    /// </summary>
    public double? WeightClipping { get; set; }

    /// <summary>
    /// Whether D's weights are divided by their largest singular values (Miyato et al., 2018), so that D's slope is bounded. D goes
    /// without batch normalisation then, as in the paper. Default false.
    /// </summary>
    public bool SpectralNorm { get; set; }

    /// <summary>λ of an L2 penalty ½λ‖w‖² on D's parameters (weight decay in D's optimiser), at least 0. Default 0.</summary>
    public double DiscriminatorWeightDecay { get; set; }

    /// <summary>
    /// Share of D's hidden activations that training sets to zero, in [0, 1) (Srivastava et al., 2014). Default 0.
    /// </summary>
    public double DiscriminatorDropout { get; set; }

    /// <summary>
    /// What D is told about the batch that a sample came in. <see cref="MinibatchFeature.StandardDeviation"/> goes with gradient
    /// penalties, as in progressive growing (Karras et al., 2018): it adds one number, to which each sample contributes little;
    /// <see cref="MinibatchFeature.Discrimination"/> doesn't. Default <see cref="MinibatchFeature.None"/>.
    /// </summary>
    public MinibatchFeature MinibatchFeature { get; set; }

    /// <summary>
    /// Standard deviation, in units of the samples, of normal noise on what D sees in the first step; it falls linearly to 0 at the last
    /// step (Sønderby et al., 2017). At least 0. Default 0.
    /// </summary>
    public double InstanceNoise { get; set; }

    /// <summary>
    /// Random changes of the images that D sees, for small data sets: <see cref="DiffAugment"/> or
    /// <see cref="AdaptiveAugmentation"/>. Default null.
    /// </summary>
    public Augmentation? Augmentation { get; set; }

    /// <summary>
    /// Samples that D judges together (PacGAN: Lin et al., 2018): packs of m make missing modes visible to D. At least 1, and a
    /// divisor of <see cref="BatchSize"/>. Default 1.
    /// </summary>
    public int Packing { get; set; } = 1;

    /// <summary>Optimiser of the generator. Default null: what network and objective recommend.</summary>
    public OptimizerSettings? GeneratorOptimizer { get; set; }

    /// <summary>Optimiser of the discriminator. Default null: what network and objective recommend.</summary>
    public OptimizerSettings? DiscriminatorOptimizer { get; set; }

    /// <summary>
    /// Largest norm of a player's gradient over all its parameters; a longer one is scaled down to it (Pascanu, Mikolov and Bengio,
    /// 2013). Both players. Default null: no limit.
    /// </summary>
    public double? GradientClipping { get; set; }

    /// <summary>
    /// Part of the training, in [0, 1), after which both learning rates fall linearly, to 0 at its end. Default null: they stay.
    /// </summary>
    public double? LinearDecayStart { get; set; }

    /// <summary>
    /// Decay of the exponential moving average of the generator's weights, which is what is sampled and exported;
    /// in [0, 1), 0 for none. It warms up as (1 + step)/(10 + step). Default 0.999.
    /// </summary>
    public double EmaDecay { get; set; } = 0.999;

    /// <summary>
    /// Seed of initial weights, latents and shuffling. The same seed, machine and number of threads give the same bytes.
    /// Default null: 1, or in a pipeline a number drawn from the <c>MLContext</c>, which has a seed of its own.
    /// </summary>
    public int? Seed { get; set; }

    /// <summary>Where to train. Default <see cref="TrainingDevice.Cpu"/>.</summary>
    public TrainingDevice Device { get; set; }

    /// <summary>
    /// Whether the process keeps the memory that tensors free for those to come, instead of handing it back to the system and asking for it
    /// again in each step, which is slow on virtual machines. It concerns glibc's allocator (Linux) and, once kept, the rest of the
    /// process's life. Default true.
    /// </summary>
    public bool KeepFreedMemory { get; set; } = true;

    /// <summary>Refuses options that can't be trained with, or that make no sense together. A trainer does the same, before any work.</summary>
    /// <param name="shape">Shape of the samples to learn from.</param>
    /// <exception cref="GanOptionException">An option is out of range, or doesn't fit another or the data.</exception>
    public void Check(SampleShape shape) => TrainingOptionsCheck.Check(this, shape);

    internal int SeedOrDefault => Seed ?? 1;

    internal int StepsOfDiscriminator() =>
        Objective.UsesDiscriminator ? DiscriminatorSteps ?? Objective.RecommendedDiscriminatorSteps : 1;

    /// <summary>What the discriminator is to be like, but for the size of conditions and the number of classes, which the data tell.</summary>
    internal DiscriminatorDesign DesignDiscriminator(SampleShape shape) => new()
    {
        Input = shape with { Channels = shape.Channels * Packing },
        Packing = Packing,
        ProjectsCondition = Condition?.Projection ?? false,
        Outputs = Objective.DiscriminatorOutputs,
        BatchNorm = !SpectralNorm && Penalties().All(penalty => penalty.AllowsBatchNorm),
        SpectralNorm = SpectralNorm,
        Dropout = DiscriminatorDropout,
        MinibatchFeature = MinibatchFeature,
        WeightClipping = EffectiveWeightClipping,
        SameFeaturesInAllStages = Codes is not null,
    };

    internal IEnumerable<Penalty> Penalties() => new[] { Objective.Penalty, Penalty }.OfType<Penalty>();

    /// <summary>The bound of the critic's weights that a training with these options takes; null for none.</summary>
    public double? EffectiveWeightClipping =>
        WeightClipping ?? (SpectralNorm || Penalties().Any() ? null : Objective.RecommendedWeightClipping);

    /// <summary>Generator steps where neither <see cref="Steps"/> nor <see cref="Epochs"/> is given.</summary>
    public const long DefaultSteps = 2000;
}
