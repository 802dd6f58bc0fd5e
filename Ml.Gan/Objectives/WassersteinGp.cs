using Ml.Gan.Catalogs;
using Ml.Gan.Objectives.Penalties;
using Ml.Gan.Training;

namespace Ml.Gan.Objectives;

/// <summary>The Wasserstein GAN with <see cref="GradientPenalty"/> (Gulrajani et al., 2017).</summary>
[CatalogEntry("a critic with a gradient penalty; 5 critic steps", "Gulrajani et al., 2017")]
public sealed record WassersteinGp : WassersteinObjective
{
    /// <inheritdoc/>
    public override string Name => "wasserstein-gp";

    /// <summary>λ of the gradient penalty, above 0. Default 10.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double PenaltyWeight { get; init => field = new GradientPenalty { Weight = value }.Weight; } = 10;

    /// <inheritdoc/>
    public override Penalty Penalty => new GradientPenalty { Weight = PenaltyWeight };

    /// <inheritdoc/>
    public override OptimizerSettings RecommendedOptimizer =>
        new AdamSettings { LearningRate = 1e-4, Beta1 = 0, Beta2 = 0.9 };
}
