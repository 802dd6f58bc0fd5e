using Ml.Gan.Data;
using Ml.Gan.Networks.Styles;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Networks;

/// <summary>
/// StyleGAN2 (Karras et al., 2020): a mapping network of equalized, fully connected layers turns latents into styles,
/// which scale the inputs of each convolution of a synthesis network; the convolutions are demodulated, each has noise
/// of a learned strength, and images are sums over all sizes (skip connections). The discriminator is residual, with
/// the standard deviation of groups of 4 samples. Training mixes styles and penalizes path lengths every 4 steps. Up-
/// and down-sampling of feature maps is by the paper's filter [1, 3, 3, 1], of images by linear interpolation, which is
/// the same but for the border. Square images of 28 or a power of two from 16 to 1024, with 1 or 3 channels.
/// </summary>
/// <remarks>
/// <para>Images are bounded by nothing in training, as in the paper, and clamped to [-1, 1] when they are sampled or
/// exported. The noise is another one for each sample in training, and one and the same for all in inference, so that
/// an image depends on latents and conditions alone.</para>
/// <para>An exported generator has one input more, <c>truncation</c>: ψ draws styles to their running mean, w̄ + ψ(w −
/// w̄), which trades variety for fidelity. It is 1, no truncation, where nothing is given.</para>
/// <para>Conditions are embedded, normalized and joined to the normalized latents; the discriminator is told them as
/// one more plane of the image, or by projection.</para>
/// </remarks>
[CatalogEntry(
    "styles modulate convolutions, for square images of 28 pixels or a power of two from 16 to 1024",
    "Karras et al., 2020")]
public sealed record StyleGan2 : ConvolutionalNetwork
{
    private const int LargestFactor = 8;
    private const double LearningRate = 0.0025;
    private const int PenaltyInterval = 16;

    /// <inheritdoc/>
    public override string Name => "stylegan2";

    /// <summary>
    /// Layers of the mapping network, 1 to 16. Default 2, as in the authors' later program for small images; 8 in the
    /// paper.
    /// </summary>
    [CatalogSetting("--mapping-layers", 1, 16, "Layers of a stylegan2's mapping network; the paper has 8.")]
    public int MappingLayers { get; init; } = 2;

    /// <summary>
    /// Percentage of the batches whose layers from a random one on get the styles of other latents (style mixing), 0 to
    /// 100. Default 90.
    /// </summary>
    [CatalogSetting(
        "--style-mixing", 0, 100, "Percentage of a stylegan2's batches that mix the styles of two latents.")]
    public int StyleMixing { get; init; } = 90;

    /// <summary>1: nothing is normalized over the batch.</summary>
    public override int MinimumBatchSize => 1;

    /// <inheritdoc/>
    internal override void CheckReplicas(int batchSize, int ranks)
    {
        long half = PathLength.CountOf(batchSize);
        OptionValue.Require(half % ranks == 0, nameof(TrainingOptions.BatchSize),
            $"stylegan2 penalizes the path lengths of half of a batch, {half} of {batchSize} samples, which {ranks} "
            + $"ranks can't share evenly. Take a batch of a multiple of {2 * ranks}.");
    }

    /// <summary>R1 of weight 1 in every 16th update.</summary>
    /// <remarks>
    /// The paper's weight is 10, for 1024×1024 images and long trainings; the rule of the authors' later program,
    /// 0.0002·size²/batch, leaves small images far below 1, with which short trainings drew nothing.
    /// </remarks>
    public override Penalty RecommendedPenalty => new R1 { Weight = 1, Interval = PenaltyInterval };

    /// <summary>
    /// Adam with the step size 0.0025 and the decays 0 and 0.99, times and to the power of 4/5, since 4 of 5 gradients
    /// are the objective's and 1 is that of path lengths.
    /// </summary>
    public override OptimizerSettings RecommendedOptimizer(Objective objective) => Adam(PathLength.Interval);

    /// <summary>The same with 16/17, as the penalty takes every 16th update.</summary>
    public override OptimizerSettings RecommendedDiscriminatorOptimizer(Objective objective) => Adam(PenaltyInterval);

    /// <inheritdoc/>
    public override void Check(SampleShape shape)
    {
        SquareImages.Check(Name, Width, shape, largest: 1024);
        if (MappingLayers is < 1 or > 16)
            throw new GanOptionException(nameof(MappingLayers),
                $"The mapping layers of a stylegan2 must be 1 to 16; they are {MappingLayers}.");
        if (StyleMixing is < 0 or > 100)
            throw new GanOptionException(nameof(StyleMixing),
                $"The style mixing of a stylegan2 is a percentage, 0 to 100; it is {StyleMixing}.");
    }

    /// <inheritdoc/>
    public override void Check(DiscriminatorDesign design)
    {
        if (design.WeightClipping is not null)
            throw new GanOptionException(nameof(design.WeightClipping),
                "A stylegan2 scales its weights at run time, so bounds on them say nothing about the critic's slope. "
                + "Take the objective wasserstein-gp, or spectral normalization.");
    }

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters) =>
        new StyleGenerator(design, this, parameters);

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters) =>
        StyleDiscriminator.Create(design, this, parameters);

    private static AdamSettings Adam(int interval)
    {
        double share = interval / (interval + 1.0);
        return new AdamSettings { LearningRate = LearningRate * share, Beta1 = 0, Beta2 = Math.Pow(0.99, share) };
    }

    /// <summary>Channels of the feature maps at the image's size halved so often.</summary>
    internal int ChannelsAfter(int halvings) => Width * Math.Min(1 << Math.Min(halvings, 3), LargestFactor);
}
