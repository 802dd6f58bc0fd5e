using Ml.Gan.Data;
using Ml.Gan.Training;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ml.Gan.Objectives;

/// <summary>
/// The generative moment matching network (Li, Swersky and Zemel, 2015): G minimizes the squared maximum mean
/// discrepancy of real and generated batches. There is no discriminator.
/// </summary>
/// <remarks>
/// Distances are measured in units of <see cref="MedianDistance"/>, so that one kernel serves images of all sizes. The
/// paper minimizes the root of the biased estimate (<see cref="Root"/>), with batches of 1,000.
/// </remarks>
[CatalogEntry(
    "no discriminator: the generator minimizes the maximum mean discrepancy of the samples",
    "Li, Swersky and Zemel, 2015",
    Argument = "root: the root of the biased estimate, as in the paper; default: the unbiased estimate")]
public sealed record Mmd : Objective, ITakesArgument<Objective>
{
    /// <summary>Samples whose distances are looked at.</summary>
    private const int Pool = 500;

    private const string RootArgument = "root";

    /// <inheritdoc/>
    public override string Name => Root ? $"mmd:{RootArgument}" : "mmd";

    /// <summary>2: the estimate compares samples with each other.</summary>
    public override int MinimumBatchSize => 2;

    /// <summary>
    /// The kernel on samples, scaled to the median distance 1. Default <see cref="GaussianMixture"/>.
    /// </summary>
    public Kernel Kernel { get; init; } = new GaussianMixture();

    /// <summary>
    /// Median distance of two real samples, above 0: the unit of length. Default null: that of the data's first 500
    /// samples, or 1 where there are no data.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double? MedianDistance
    {
        get;
        init => field = value is null
            ? null
            : OptionValue.RequirePositive(value.Value, nameof(Objective), "The median distance of mmd's samples");
    }

    /// <summary>
    /// Whether the root of the biased estimate is minimized rather than the unbiased estimate. Default false.
    /// </summary>
    public bool Root { get; init; }

    /// <inheritdoc/>
    public override bool UsesDiscriminator => false;

    /// <inheritdoc/>
    public override bool GeneratorSeesReal => true;

    /// <inheritdoc/>
    public override Objective Resolve(ISampleSource data) =>
        MedianDistance is null ? this with { MedianDistance = MedianOf(data) } : this;

    /// <summary>There is none.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
        throw new NotSupportedException("The objective mmd has no discriminator.");

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated)
    {
        // The root is not differentiable at 0.
        const double Smallest = 1e-12;
        double unit = 1 / (MedianDistance ?? 1);
        var (x, y) = (real!.Samples * unit, generated.Samples * unit);
        return Root
            ? Kernel.BiasedDiscrepancy(x, y).clamp_min(Smallest).sqrt()
            : Kernel.Discrepancy(x, y);
    }

    Objective ITakesArgument<Objective>.WithArgument(string argument) => argument == RootArgument
        ? this with { Root = true }
        : throw new GanOptionException(
            nameof(Objective), $"mmd takes '{RootArgument}' or nothing, not '{argument}'.");

    /// <summary>1 where half of the samples are the same.</summary>
    private static double MedianOf(ISampleSource data)
    {
        int count = (int)Math.Min(data.Count ?? Pool, Pool), length = data.Shape.Length;
        if (count < 2)
            return 1;
        float[] samples = new float[count * length];
        data.Read([.. Enumerable.Range(0, count).Select(i => (long)i)], samples);
        float[] distances = new float[count * (count - 1) / 2];
        int next = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
                distances[next++] = TensorPrimitives.Distance(
                    samples.AsSpan(i * length, length), samples.AsSpan(j * length, length));
        }
        Array.Sort(distances);
        return distances[distances.Length / 2] is > 0 and var median ? median : 1;
    }
}

/// <summary>
/// The MMD GAN (Bińkowski et al., 2018; Li et al., 2017): D maps samples to K numbers and maximizes the squared maximum
/// mean discrepancy of real and generated ones there, G minimizes it.
/// </summary>
/// <remarks>
/// D is kept from growing without bound by <see cref="GradientPenalty"/> on the witness function of the discrepancy, in
/// samples, as Bińkowski et al. do: that function is the critic, as D's score is in a Wasserstein GAN. As in their
/// program the mean square of each of D's layers, of real and of generated samples, is a penalty too; metrics have it
/// as <c>d_layers</c>. A mean in a training's metrics is that of all K outputs and says little.
/// </remarks>
[CatalogEntry(
    "the maximum mean discrepancy of D's outputs, with penalties on its slope and its layers; 5 critic steps",
    "Bińkowski et al., 2018; Li et al., 2017")]
public sealed record MmdGan : Objective
{
    /// <inheritdoc/>
    public override string Name => "mmd-gan";

    /// <summary>2: the estimate compares samples with each other.</summary>
    public override int MinimumBatchSize => 2;

    /// <summary>K, at least 1. Default 16.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public int Outputs
    {
        get;
        init => field = (int)OptionValue.Require(
            value, value >= 1, nameof(Objective), "The number of outputs of mmd-gan must be at least 1");
    } = 16;

    /// <summary>
    /// The kernel on D's outputs. Default <see cref="RationalQuadraticMixture"/> plus the linear kernel, as in
    /// Bińkowski et al.'s program.
    /// </summary>
    public Kernel Kernel { get; init; } = new RationalQuadraticMixture { LinearWeight = 1 };

    /// <summary>λ of the gradient penalty, above 0. Default 1, as in Bińkowski et al.'s program.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double PenaltyWeight { get; init => field = new GradientPenalty { Weight = value }.Weight; } = 1;

    /// <summary>
    /// Weight of the L2 penalty on D's hidden layers and outputs, at least 0. Default 1, as in Bińkowski et al.'s
    /// program.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double LayerPenaltyWeight
    {
        get;
        init => field = OptionValue.Require(
            value, value is >= 0 and < double.PositiveInfinity, nameof(Objective),
            "The weight of mmd-gan's penalty on D's layers must be at least 0");
    } = 1;

    /// <inheritdoc/>
    public override int DiscriminatorOutputs => Outputs;

    /// <inheritdoc/>
    public override bool OutputsLogits => false;

    /// <summary>False: D's outputs tell two sets of samples apart, and say nothing of one sample.</summary>
    public override bool ScoresSamples => false;

    /// <inheritdoc/>
    public override Tensor Score(Tensor outputs) => throw NoScore();

    /// <inheritdoc/>
    public override OnnxValue ExportScore(OnnxGraph graph, OnnxValue outputs) => throw NoScore();

    /// <inheritdoc/>
    public override bool GeneratorSeesReal => true;

    /// <inheritdoc/>
    public override Penalty Penalty => new GradientPenalty { Weight = PenaltyWeight };

    /// <inheritdoc/>
    public override OptimizerSettings RecommendedOptimizer => new AdamSettings { LearningRate = 1e-4, Beta2 = 0.9 };

    /// <inheritdoc/>
    public override int RecommendedDiscriminatorSteps => 5;

    /// <inheritdoc/>
    public override bool SeesHiddenLayers => LayerPenaltyWeight > 0;

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
        -GeneratorLoss(real, generated);

    /// <summary>E Σ of the mean squares of D's layers.</summary>
    /// <inheritdoc/>
    public override IEnumerable<(string Name, Tensor Value)> OwnLosses(EvaluatedBatch real, EvaluatedBatch generated)
    {
        if (LayerPenaltyWeight == 0)
            return [];
        Tensor[] layers =
            [.. real.HiddenLayers, real.Outputs!, .. generated.HiddenLayers, generated.Outputs!];
        var squares = layers.Select(layer => layer.square().mean()).Aggregate((sum, square) => sum + square);
        return [("layers", squares * LayerPenaltyWeight)];
    }

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
        Kernel.Discrepancy(real!.Outputs!, generated.Outputs!);

    /// <summary>The witness function, (N).</summary>
    /// <inheritdoc/>
    public override Tensor PenalizedValue(Tensor outputs, EvaluatedBatch real, EvaluatedBatch generated) =>
        Kernel.Witness(outputs, real.Outputs!, generated.Outputs!);

    private static NotSupportedException NoScore() =>
        new("The discriminator of mmd-gan doesn't say how real a single sample is.");
}
