using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using Ml.Gan.Training.Checkpoints;

namespace Ml.Gan.Models;

/// <summary>Training options of a <see cref="LatentGan"/>.</summary>
public class LatentGanOptions : TrainingOptions
{
    private Objective? _objective;
    private Penalty? _penalty;
    private Condition? _condition;

    /// <summary>The two networks. Default <see cref="Dcgan"/> of width 64.</summary>
    public NetworkArchitecture Network { get; set; } = new Dcgan();

    /// <summary>
    /// What generator and discriminator minimize. Default what the network recommends
    /// (<see cref="NetworkArchitecture.RecommendedObjective"/>); <see cref="NonSaturating"/> where that has a penalty
    /// of its own, and <see cref="Penalty"/> names another.
    /// </summary>
    public Objective Objective
    {
        get => _objective
            ?? (_penalty is not null && Network.RecommendedObjective.Penalty is not null
                ? new NonSaturating() : Network.RecommendedObjective);
        set => _objective = value;
    }

    /// <summary>
    /// What samples are asked for by: <see cref="LabelCondition"/> or <see cref="VectorCondition"/>, which the data
    /// have to carry. Default the label where the objective generates by it
    /// (<see cref="IClassifyingObjective.GeneratesByLabel"/>), else null: nothing.
    /// </summary>
    public Condition? Condition
    {
        get => _condition
            ?? (Objective is IClassifyingObjective { GeneratesByLabel: true } ? new LabelCondition() : null);
        set => _condition = value;
    }

    /// <summary>
    /// Codes that come to mean something without labels (InfoGAN: Chen et al., 2016); <see cref="Dcgan.HiddenUnits"/>
    /// help them to. Default null: none.
    /// </summary>
    public LatentCodes? Codes { get; set; }

    /// <summary>
    /// How many labels a semi-supervised objective may learn from, at least 1: samples chosen by the seed, spread
    /// evenly over the classes. Of endless data, they are among the first 10,000 samples. Default null: all labels that
    /// are known.
    /// </summary>
    public int? LabeledSamples { get; set; }

    /// <summary>Length z of a latent vector, at least 1. Default 64.</summary>
    public int LatentSize { get; set; } = 64;

    /// <summary>
    /// Numbers that layers compute with: float32, or mixed precision with bfloat16, for processors with AVX512_BF16 or
    /// AMX-BF16, and CUDA, or with float16, for CUDA. Default <see cref="TrainingPrecision.Full"/>.
    /// </summary>
    public TrainingPrecision Precision { get; set; }

    /// <summary>
    /// Whether <see cref="Precision"/> is taken even where the processor has no instructions for it, which is slow.
    /// Default false.
    /// </summary>
    [MayChange]
    public bool ForcePrecision { get; set; }

    /// <summary>
    /// Discriminator steps per generator step. Default null: what network and objective recommend (5 for Wasserstein
    /// objectives, but 1 for <see cref="WassersteinGp"/> with a <see cref="ProgressiveGan"/>; else 1).
    /// </summary>
    public int? DiscriminatorSteps { get; set; }

    /// <summary>
    /// A penalty on the discriminator besides the objective's own, a <see cref="PenaltySum"/> for several, or null.
    /// Default what the network recommends (<see cref="NetworkArchitecture.RecommendedPenalty"/>) where no objective is
    /// named either, else what the objective recommends (<see cref="Objective.RecommendedPenalty"/>), and null where
    /// <see cref="SpectralNorm"/> or <see cref="WeightClipping"/> takes its place.
    /// </summary>
    public Penalty? Penalty
    {
        get => _penalty ?? (SpectralNorm || WeightClipping is not null ? null
            : (_objective is null || KeepsRecommendedPenalty ? Network.RecommendedPenalty : null)
                ?? Objective.RecommendedPenalty);
        set => _penalty = value;
    }

    /// <summary>
    /// Bound c of the critic's weights, clipped to [-c, c] after each of its steps (Arjovsky, Chintala and Bottou,
    /// 2017); for critics' objectives. Default null: what the objective recommends (0.01 for <c>Wasserstein</c>, else
    /// none), but nothing where <see cref="SpectralNorm"/> or a penalty takes its place.
    /// </summary>
    public double? WeightClipping { get; set; }

    /// <summary>
    /// Whether D's weights are divided by their largest singular values (Miyato et al., 2018), so that D's slope is
    /// bounded. D goes without batch normalization then, as in the paper. Default false.
    /// </summary>
    public bool SpectralNorm { get; set; }

    /// <summary>
    /// λ of an L2 penalty ½λ‖w‖² on D's parameters (weight decay in D's optimizer), at least 0. Default 0.
    /// </summary>
    public double DiscriminatorWeightDecay { get; set; }

    /// <summary>
    /// λ of LeCam regularization (Tseng et al., 2021), at least 0: λE(D(x) − f)² + λE(D(G(z)) − r)², where r and f are
    /// moving averages, with decay 0.99, of D's mean outputs for real and generated samples, keeps D from growing sure
    /// of few samples. It begins after the first 100 updates of D. Default 0.
    /// </summary>
    public double LeCamWeight { get; set; }

    /// <summary>
    /// λ of consistency regularization, at least 0: λE(D(x) − D(T(x)))², and the same of generated images (balanced
    /// consistency: Zhao et al., 2021), where T mirrors half of the images and moves each by up to 1/8, with what is
    /// mirrored at the border entering. Images only. Default 0; 10 in the papers.
    /// </summary>
    public double ConsistencyWeight { get; set; }

    /// <summary>
    /// Whether <see cref="ConsistencyWeight"/> asks for the consistency of real images alone (Zhang et al., 2020).
    /// Default false.
    /// </summary>
    public bool RealConsistencyOnly { get; set; }

    /// <summary>
    /// Share of D's hidden activations that training sets to zero, in [0, 1) (Srivastava et al., 2014). Default 0.
    /// </summary>
    public double DiscriminatorDropout { get; set; }

    /// <summary>
    /// What D is told about the batch that a sample came in. <see cref="MinibatchFeature.StandardDeviation"/> goes with
    /// gradient penalties, as in progressive growing (Karras et al., 2018): it adds one number, to which each sample
    /// contributes little; <see cref="MinibatchFeature.Discrimination"/> doesn't. Default
    /// <see cref="MinibatchFeature.None"/>.
    /// </summary>
    public MinibatchFeature MinibatchFeature { get; set; }

    /// <summary>
    /// Standard deviation, in units of the samples, of normal noise on what D sees in the first step; it falls linearly
    /// to 0 at the last step (Sønderby et al., 2017). At least 0. Default 0.
    /// </summary>
    public double InstanceNoise { get; set; }

    /// <summary>
    /// Random changes of the images that D sees, for small data sets: <see cref="DiffAugment"/> or
    /// <see cref="AdaptiveAugmentation"/>. Default null.
    /// </summary>
    public Augmentation? Augmentation { get; set; }

    /// <summary>
    /// Whether half of the images that are learned from, chosen anew each time they are read, are mirrored: for
    /// subjects that look as well from the left as from the right, as faces, not letters (Karras et al., 2018). Default
    /// false.
    /// </summary>
    public bool Mirror { get; set; }

    /// <summary>
    /// Samples that D sees together (PacGAN: Lin et al., 2018): packs of m make missing modes visible to D. At least
    /// 1, and a divisor of <see cref="TrainingOptions.BatchSize"/>. Default 1.
    /// </summary>
    public int Packing { get; set; } = 1;

    /// <summary>
    /// File of the weights that the networks begin with, as <see cref="LatentGan.SaveWeights"/> writes it: a training
    /// on many samples gives a better start on few of the same size and kind (Wang et al., 2018). Network, latent size,
    /// conditions and shape of the samples have to be those of that training. Default null: random weights.
    /// </summary>
    [MayChange]
    public string? InitialWeights { get; set; }

    /// <summary>
    /// Layers of the discriminator, counted from the samples, whose weights stay as <see cref="InitialWeights"/> has
    /// them (FreezeD: Mo, Cho and Shin, 2020): at least 0, and fewer than there are. Default 0.
    /// </summary>
    public int FrozenDiscriminatorLayers { get; set; }

    /// <summary>Optimizer of the generator. Default null: what network and objective recommend.</summary>
    public OptimizerSettings? GeneratorOptimizer { get; set; }

    /// <summary>Optimizer of the discriminator. Default null: what network and objective recommend.</summary>
    public OptimizerSettings? DiscriminatorOptimizer { get; set; }

    /// <summary>
    /// Whether an exported generator makes its noise itself: it has the input <c>seed</c>, int64 (N), in the place of
    /// <c>latent</c>, and the same seed gives the same sample in every language and on every device. Default false.
    /// </summary>
    [MayChange]
    public bool SeedInput { get; set; }

    /// <summary>
    /// Refuses options that can't be trained with, or that make no sense together. A model does the same, before any
    /// work.
    /// </summary>
    /// <param name="shape">Shape of the samples to learn from.</param>
    /// <exception cref="GanOptionException">An option is out of range, or doesn't fit another or the data.</exception>
    public void Check(SampleShape shape) => LatentGanOptionsCheck.Check(this, shape);

    /// <summary>
    /// Options with everything that was left open as a training on <paramref name="data"/> settles it: the number of
    /// steps, for which a training that is to take a given time is tried out for some seconds, what the objective takes
    /// from the data, and what <see cref="Resolve()"/> settles.
    /// </summary>
    /// <param name="data">What is learned from.</param>
    /// <returns>A copy, with which a model is trained as it is with these options.</returns>
    /// <exception cref="GanOptionException">Epochs are asked for, but the data are endless.</exception>
    public LatentGanOptions Resolve(ISampleSource data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var resolved = Resolve();
        if (Time is { } time && Steps is null && Epochs is null)
            resolved.Steps = TrainingSpeed.StepsIn(this, data, time).Steps;
        int stages = Network.StageShares(data.Shape).Count;
        resolved.Steps = Math.Max(
            stages, resolved.StepsFor(data.Name, data.Count, BatchSize * (resolved.DiscriminatorSteps ?? 1)));
        resolved.Epochs = null;
        resolved.Objective = Network.Resolve(Objective, data);
        return resolved;
    }

    /// <summary>
    /// Options with what network and objective recommend where nothing else is asked for: optimizers, discriminator
    /// steps, weight clipping; and the seed.
    /// </summary>
    /// <returns>A copy.</returns>
    public LatentGanOptions Resolve()
    {
        var resolved = Copy();
        resolved.Seed = SeedOrDefault;
        (resolved.Penalty, resolved.Objective, resolved.Condition) = (Penalty, Objective, Condition);
        resolved.GeneratorOptimizer ??= Network.RecommendedOptimizer(Objective);
        if (!Objective.UsesDiscriminator)
            return resolved;
        resolved.DiscriminatorOptimizer ??= Network.RecommendedDiscriminatorOptimizer(Objective);
        resolved.DiscriminatorSteps ??= Network.RecommendedDiscriminatorSteps(Objective);
        resolved.WeightClipping = EffectiveWeightClipping;
        return resolved;
    }

    /// <summary>The same options in an object of their own.</summary>
    internal LatentGanOptions Copy() => (LatentGanOptions)MemberwiseClone();

    /// <summary>Whether the objective is named, rather than what the network recommends.</summary>
    internal bool NamesObjective => _objective is not null;

    /// <summary>
    /// Whether the objective that is named is the network's recommended one but for a detail, so that the penalty that
    /// is recommended beside it stays. Default false.
    /// </summary>
    internal bool KeepsRecommendedPenalty { get; set; }

    /// <summary>Whether the penalty is named, rather than what network or objective recommend.</summary>
    internal bool NamesPenalty => _penalty is not null;

    /// <summary>Bound of the critic's weights that a training with these options takes; null for none.</summary>
    internal double? EffectiveWeightClipping =>
        WeightClipping ?? (SpectralNorm || Penalties().Any() ? null : Objective.RecommendedWeightClipping);

    /// <summary>Penalties on the discriminator: the objective's own, then the one that was added.</summary>
    internal IEnumerable<Penalty> Penalties() => new[] { Objective.Penalty, Penalty }.OfType<Penalty>()
        .SelectMany(penalty => penalty is PenaltySum sum ? sum.Terms : [penalty]);

    /// <summary>
    /// Design of the discriminator, but for the size of conditions and the number of classes, which the data tell.
    /// </summary>
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
}
