using Ml.Gan.Catalogs;
using Ml.Gan.Objectives.Penalties;
using Ml.Gan.Training;

namespace Ml.Gan.Objectives;

/// <summary>
/// The Wasserstein divergence (Wu et al., 2018): the critic's slope costs kE‖∇D(x̂)‖₂ᵖ, so that no bound on it has to be
/// enforced.
/// </summary>
[CatalogEntry("a critic whose slope costs its sixth power; 5 critic steps", "Wu et al., 2018")]
public sealed record WassersteinDiv : WassersteinObjective
{
    /// <inheritdoc/>
    public override string Name => "wasserstein-div";

    /// <summary>k, above 0. Default 2.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double PenaltyWeight { get; init => field = new WassersteinDivPenalty { Weight = value }.Weight; } = 2;

    /// <summary>p, at least 1. Default 6.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double PenaltyPower { get; init => field = new WassersteinDivPenalty { Power = value }.Power; } = 6;

    /// <inheritdoc/>
    public override Penalty Penalty => new WassersteinDivPenalty { Weight = PenaltyWeight, Power = PenaltyPower };

    /// <inheritdoc/>
    public override OptimizerSettings RecommendedOptimizer => new AdamSettings();
}
