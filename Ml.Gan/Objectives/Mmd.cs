using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The generative moment matching network (Li, Swersky and Zemel, 2015): G minimizes the squared maximum mean
/// discrepancy of real and generated batches. There is no discriminator.
/// </summary>
[CatalogEntry(
    "no discriminator: the generator minimizes the maximum mean discrepancy of the samples",
    "Li, Swersky and Zemel, 2015")]
public sealed record Mmd : Objective
{
    /// <inheritdoc/>
    public override string Name => "mmd";

    /// <summary>2: the estimate compares samples with each other.</summary>
    public override int MinimumBatchSize => 2;

    /// <summary>The kernel on samples. Default <see cref="GaussianMixture"/>.</summary>
    public Kernel Kernel { get; init; } = new GaussianMixture();

    /// <inheritdoc/>
    public override bool UsesDiscriminator => false;

    /// <inheritdoc/>
    public override bool GeneratorSeesReal => true;

    /// <summary>There is none.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
        throw new NotSupportedException("The objective mmd has no discriminator.");

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
        Kernel.Discrepancy(real!.Samples, generated.Samples);
}

/// <summary>
/// The MMD GAN (Li et al., 2017; Bińkowski et al., 2018): D maps samples to K numbers and maximizes the squared maximum
/// mean discrepancy of real and generated ones there, G minimizes it.
/// </summary>
/// <remarks>
/// D is kept from growing without bound by <see cref="GradientPenalty"/> on the witness function of the discrepancy, in
/// samples, as Bińkowski et al. do: that function is the critic, as D's score is in a Wasserstein GAN. A mean in a
/// training's metrics is that of all K outputs and says little.
/// </remarks>
[CatalogEntry(
    "the maximum mean discrepancy of D's outputs, with a gradient penalty; 5 critic steps",
    "Li et al., 2017; Bińkowski et al., 2018")]
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

    /// <summary>The kernel on D's outputs. Default <see cref="RationalQuadraticMixture"/>.</summary>
    public Kernel Kernel { get; init; } = new RationalQuadraticMixture();

    /// <summary>λ of the gradient penalty, above 0. Default 10.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double PenaltyWeight { get; init => field = new GradientPenalty { Weight = value }.Weight; } = 10;

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
    public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
        -GeneratorLoss(real, generated);

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
