using Ml.Gan.Catalogs;
using Ml.Gan.Training;

namespace Ml.Gan.Objectives;

/// <summary>
/// The Wasserstein GAN (Arjovsky, Chintala and Bottou, 2017): the critic's weights are clipped to [−0.01, 0.01] after each of its
/// steps, unless the options give another bound.
/// </summary>
[CatalogEntry("a critic with clipped weights; 5 critic steps", "Arjovsky, Chintala and Bottou, 2017")]
public sealed record Wasserstein : WassersteinObjective
{
    /// <inheritdoc/>
    public override string Name => "wasserstein";

    /// <inheritdoc/>
    public override double? RecommendedWeightClipping => 0.01;

    /// <inheritdoc/>
    public override OptimizerSettings RecommendedOptimizer => new RmsPropSettings { LearningRate = 5e-5 };
}
