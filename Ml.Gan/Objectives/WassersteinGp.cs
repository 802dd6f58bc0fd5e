using Ml.Gan.Objectives.Penalties;
using Ml.Gan.Training.Optimizers;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The Wasserstein GAN with gradient penalty (Gulrajani et al., 2017): the critic minimises E D(G(z)) − E D(x) plus
/// <see cref="GradientPenalty"/>, G minimises −E D(G(z)).
/// </summary>
public sealed record WassersteinGp : ScoreObjective
{
    /// <inheritdoc/>
    public override string Name => "wasserstein-gp";

    /// <summary>λ of the gradient penalty. Default 10.</summary>
    public double PenaltyWeight { get; init; } = 10;

    /// <inheritdoc/>
    public override Penalty Penalty => new GradientPenalty { Weight = PenaltyWeight };

    /// <inheritdoc/>
    public override bool OutputsLogits => false;

    /// <inheritdoc/>
    public override OptimizerSettings RecommendedOptimizer =>
        new AdamSettings { LearningRate = 1e-4, Beta1 = 0, Beta2 = 0.9 };

    /// <inheritdoc/>
    public override int RecommendedDiscriminatorSteps => 5;

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor generated) => generated.mean() - real.mean();

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor generated) => -generated.mean();
}
