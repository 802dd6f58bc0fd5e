using System.Globalization;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ml.Gan.Objectives;

/// <summary>
/// The value of the first GAN's game, twice the Jensen–Shannon divergence minus log 4: f(u) = u log u − (u + 1) log(u +
/// 1), g_f(v) = −log(1 + e⁻ᵛ), f*(t) = −log(1 − eᵗ), and f*(g_f(v)) = log(1 + eᵛ). With it, the f-GAN is
/// <see cref="Minimax"/>.
/// </summary>
[CatalogEntry("∫p log(p/(p + q)) + q log(q/(p + q)): minimax", "Goodfellow et al., 2014")]
public sealed record GanDivergence : FDivergenceKind
{
    /// <inheritdoc/>
    public override string Name => "gan";

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => -softplus(-output);

    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output) => softplus(output);
}

/// <summary>
/// Twice the Jensen–Shannon divergence: f(u) = u log u − (u + 1) log((u + 1)/2), g_f(v) = log 2 − log(1 + e⁻ᵛ),
/// f*(t) = −log(2 − eᵗ), and f*(g_f(v)) = log(1 + eᵛ) − log 2. It lies in [0, 2 log 2].
/// </summary>
[CatalogEntry("∫p log(2p/(p + q)) + q log(2q/(p + q))", "Nowozin, Cseke and Tomioka, 2016")]
public sealed record JensenShannon : FDivergenceKind
{
    /// <inheritdoc/>
    public override string Name => "jensen-shannon";

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => Math.Log(2) - softplus(-output);

    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output) => softplus(output) - Math.Log(2);
}

/// <summary>
/// The Jensen–Shannon divergence with weights π of real and 1 − π of generated samples:
/// f(u) = πu log u − (1 − π + πu) log(1 − π + πu), g_f(v) = −π log π − log(1 + e⁻ᵛ),
/// f*(t) = (1 − π) log((1 − π)/(1 − πe^(t/π))).
/// </summary>
[CatalogEntry(
    "π∫p log(p/m) + (1 − π)∫q log(q/m), m = πp + (1 − π)q", "Nowozin, Cseke and Tomioka, 2016",
    Argument = "the weight π, above 0 and below 1; default 0.5")]
public sealed record JensenShannonWeighted : FDivergenceKind, ITakesArgument<FDivergenceKind>
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"jensen-shannon-weighted:{RealWeight}");

    /// <summary>π, above 0 and below 1. Default 0.5.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double RealWeight
    {
        get;
        init => field = OptionValue.Require(
            value, value is > 0 and < 1, nameof(Objective),
            "The weight π of jensen-shannon-weighted must be above 0 and below 1");
    } = 0.5;

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => -RealWeight * Math.Log(RealWeight) - softplus(-output);

    /// <summary>πe^(t/π) = (1 + e⁻ᵛ)^(−1/π), whose distance from 1 is taken by expm1 and vanishes as e⁻ᵛ.</summary>
    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output)
    {
        var logarithm = Stable.LogOfVanishing(output, v => -(softplus(-v) / -RealWeight).expm1());
        return (1 - RealWeight) * (Math.Log(1 - RealWeight) - logarithm);
    }

    FDivergenceKind ITakesArgument<FDivergenceKind>.WithArgument(string argument) =>
        this with
        {
            RealWeight = OptionValue.Parse(
                argument, nameof(Objective), "The weight π of jensen-shannon-weighted"),
        };
}

/// <summary>
/// The Kullback–Leibler divergence of real from generated samples: f(u) = u log u, g_f(v) = v, f*(t) = exp(t − 1).
/// </summary>
[CatalogEntry("∫p log(p/q)", "Nowozin, Cseke and Tomioka, 2016")]
public sealed record KullbackLeibler : FDivergenceKind
{
    /// <inheritdoc/>
    public override string Name => "kullback-leibler";

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => output;

    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output) => Stable.Exp(output - 1);
}

/// <summary>
/// The Kullback–Leibler divergence of generated from real samples: f(u) = −log u, g_f(v) = −exp(−v), f*(t) = −1 −
/// log(−t), and f*(g_f(v)) = v − 1.
/// </summary>
[CatalogEntry("∫q log(q/p)", "Nowozin, Cseke and Tomioka, 2016")]
public sealed record ReverseKullbackLeibler : FDivergenceKind
{
    /// <inheritdoc/>
    public override string Name => "reverse-kullback-leibler";

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => -Stable.Exp(-output);

    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output) => output - 1;
}

/// <summary>
/// Jeffrey's divergence, the sum of both Kullback–Leibler divergences: f(u) = (u − 1) log u, g_f(v) = v,
/// f*(t) = w + 1/w + t − 2 with Lambert's w = W(e^(1−t)).
/// </summary>
[CatalogEntry("∫(p − q) log(p/q)", "Nowozin, Cseke and Tomioka, 2016")]
public sealed record Jeffrey : FDivergenceKind
{
    private const int NewtonSteps = 8;

    /// <inheritdoc/>
    public override string Name => "jeffrey";

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => output;

    /// <summary>With w + log w = 1 − t, f*(t) = 1/w − log w − 1, whose terms don't cancel.</summary>
    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output)
    {
        var logarithm = LogarithmOfLambert(1 - output);
        return Stable.Exp(-logarithm) - logarithm - 1;
    }

    /// <summary>
    /// ℓ = log W(eˣ), the root of ℓ + e^ℓ = x. Newton's steps towards it need no gradient; one more step from the root
    /// gives the exact one, 1/(1 + e^ℓ).
    /// </summary>
    private static Tensor LogarithmOfLambert(Tensor x)
    {
        var root = RootOf(x.detach());
        var power = root.exp();
        return root - (root + power - x) / (1 + power);
    }

    /// <summary>
    /// Steps down from an upper bound: the function is convex and increasing, so they never pass the root.
    /// </summary>
    private static Tensor RootOf(Tensor x)
    {
        var root = x.clamp_max(1) + x.clamp_min(1).log();
        for (int i = 0; i < NewtonSteps; i++)
        {
            var power = root.exp();
            root -= (root + power - x) / (1 + power);
        }
        return root;
    }
}

/// <summary>Pearson's χ²: f(u) = (u − 1)², g_f(v) = v, f*(t) = ¼t² + t.</summary>
[CatalogEntry("∫(p − q)²/q", "Nowozin, Cseke and Tomioka, 2016")]
public sealed record PearsonChiSquared : FDivergenceKind
{
    /// <inheritdoc/>
    public override string Name => "pearson-chi-squared";

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => output;

    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output) => output.square() / 4 + output;
}

/// <summary>
/// Neyman's χ²: f(u) = (1 − u)²/u, g_f(v) = 1 − exp(−v), f*(t) = 2 − 2√(1 − t), and f*(g_f(v)) = 2 − 2 exp(−v/2).
/// </summary>
[CatalogEntry("∫(p − q)²/p", "Nowozin, Cseke and Tomioka, 2016")]
public sealed record NeymanChiSquared : FDivergenceKind
{
    /// <inheritdoc/>
    public override string Name => "neyman-chi-squared";

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => 1 - Stable.Exp(-output);

    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output) => 2 - 2 * Stable.Exp(output / -2);
}

/// <summary>
/// The squared Hellinger distance: f(u) = (√u − 1)², g_f(v) = 1 − exp(−v), f*(t) = t/(1 − t), and f*(g_f(v)) = exp(v) −
/// 1. It lies in [0, 2].
/// </summary>
[CatalogEntry("∫(√p − √q)²", "Nowozin, Cseke and Tomioka, 2016")]
public sealed record SquaredHellinger : FDivergenceKind
{
    /// <inheritdoc/>
    public override string Name => "squared-hellinger";

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => 1 - Stable.Exp(-output);

    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output) => Stable.Exp(output) - 1;
}

/// <summary>Total variation: f(u) = ½|u − 1|, g_f(v) = ½tanh v, f*(t) = t. It lies in [0, 1].</summary>
/// <remarks>
/// The tanh saturates, and then neither network has a gradient: trainings stall unless a penalty such as
/// <see cref="R1"/> keeps D's outputs small.
/// </remarks>
[CatalogEntry("½∫|p − q|; needs a penalty such as r1:1, or D saturates", "Nowozin, Cseke and Tomioka, 2016")]
public sealed record TotalVariation : FDivergenceKind
{
    /// <inheritdoc/>
    public override string Name => "total-variation";

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => output.tanh() * 0.5;

    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output) => Activation(output);
}

/// <summary>
/// The α-divergence: f(u) = (uᵅ − 1 − α(u − 1))/(α(α − 1)), f*(t) = (b^(α/(α−1)) − 1)/α with b = t(α − 1) + 1. Where α
/// &lt; 1, g_f(v) = 1/(1 − α) − log(1 + e⁻ᵛ), so that b = (1 − α) log(1 + e⁻ᵛ). Where α &gt; 1, g_f(v) = v, and b below
/// 0 counts as 0.
/// </summary>
[CatalogEntry(
    "∫(pᵅq^(1−α) − αp − (1 − α)q)/(α(α − 1))",
    "Nowozin, Cseke and Tomioka, 2016", Argument = "α, not 0 or 1; default 0.5")]
public sealed record Alpha : FDivergenceKind, ITakesArgument<FDivergenceKind>
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"alpha:{Order}");

    /// <summary>α, any number but 0 and 1. Default 0.5.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Order
    {
        get;
        init => field = OptionValue.Require(
            value, double.IsFinite(value) && value is not (0 or 1), nameof(Objective),
            "The α of an alpha divergence must be a number other than 0 and 1, whose limits are "
            + "reverse-kullback-leibler and kullback-leibler");
    } = 0.5;

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => Order < 1 ? 1 / (1 - Order) - softplus(-output) : output;

    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output) =>
        (Stable.Exp(Order / (Order - 1) * LogOfBase(output)) - 1) / Order;

    private Tensor LogOfBase(Tensor output) => Order < 1
        ? Math.Log(1 - Order) + Stable.LogOfVanishing(output, v => softplus(-v))
        : (1 + (Order - 1) * output).clamp_min(1e-30).log();

    FDivergenceKind ITakesArgument<FDivergenceKind>.WithArgument(string argument) =>
        this with { Order = OptionValue.Parse(argument, nameof(Objective), "The α of an alpha divergence") };
}
