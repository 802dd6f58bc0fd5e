using System.Globalization;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// A critic that minimizes E D(G(z)) − E D(x), and G minimizes −E D(G(z)): for critics whose slope is kept at most 1,
/// minus that loss is the Wasserstein distance (Arjovsky, Chintala and Bottou, 2017).
/// </summary>
public abstract record WassersteinObjective : ScoreObjective
{
    /// <inheritdoc/>
    public sealed override bool OutputsLogits => false;

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor generated) => generated.mean() - real.mean();

    /// <inheritdoc/>
    public sealed override Tensor GeneratorLoss(Tensor generated) => -generated.mean();

    /// <inheritdoc/>
    public override int RecommendedDiscriminatorSteps => 5;
}

/// <summary>
/// The Wasserstein GAN (Arjovsky, Chintala and Bottou, 2017): the critic's weights are clipped to [−0.01, 0.01] after
/// each of its steps, unless the options give another bound.
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

/// <summary>
/// The Wasserstein GAN with <see cref="GradientPenalty"/> (Gulrajani et al., 2017). A drift term keeps the critic,
/// whose loss is the same for D + c, near 0 (Karras et al., 2018).
/// </summary>
[CatalogEntry(
    "a critic with a gradient penalty; 5 critic steps", "Gulrajani et al., 2017",
    Argument = "the weight λ of the penalty, or drift:X, or both with a comma between them; default 10,drift:0")]
public sealed record WassersteinGp : WassersteinObjective, ITakesArgument<Objective>
{
    private const double DefaultPenaltyWeight = 10;
    private const string DriftPrefix = "drift:";

    /// <inheritdoc/>
    public override string Name
    {
        get
        {
            string[] parts =
            [
                .. PenaltyWeight == DefaultPenaltyWeight ? [] : (string[])[Text(PenaltyWeight)],
                .. Drift == 0 ? [] : (string[])[DriftPrefix + Text(Drift)],
            ];
            return parts.Length == 0 ? "wasserstein-gp" : $"wasserstein-gp:{string.Join(',', parts)}";
        }
    }

    /// <summary>λ of the gradient penalty, above 0. Default 10.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double PenaltyWeight { get; init => field = new GradientPenalty { Weight = value }.Weight; } =
        DefaultPenaltyWeight;

    /// <summary>
    /// ε of the term εE D(x)² of D's loss, at least 0. Default 0; 0.001 in progressive growing (Karras et al., 2018).
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Drift
    {
        get;
        init => field = OptionValue.Require(
            value, value is >= 0 and < double.PositiveInfinity, nameof(Objective),
            "The weight of wasserstein-gp's drift must be at least 0");
    }

    /// <inheritdoc/>
    public override Penalty Penalty => new GradientPenalty { Weight = PenaltyWeight };

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor generated)
    {
        var loss = base.DiscriminatorLoss(real, generated);
        return Drift == 0 ? loss : loss + Drift * real.square().mean();
    }

    /// <inheritdoc/>
    public override OptimizerSettings RecommendedOptimizer =>
        new AdamSettings { LearningRate = 1e-4, Beta1 = 0, Beta2 = 0.9 };

    Objective ITakesArgument<Objective>.WithArgument(string argument) =>
        argument.Split(',').Aggregate(this, (objective, part) => part.StartsWith(DriftPrefix, StringComparison.Ordinal)
            ? objective with
            {
                Drift = OptionValue.Parse(
                    part[DriftPrefix.Length..], nameof(Objective), "The weight of wasserstein-gp's drift"),
            }
            : objective with
            {
                PenaltyWeight = OptionValue.Parse(
                    part, nameof(Objective), "The weight of wasserstein-gp's penalty"),
            });

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// The Wasserstein divergence (Wu et al., 2018): the critic's slope costs kE‖∇D(x̂)‖₂ᵖ, so that no bound on it has to
/// be enforced.
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
