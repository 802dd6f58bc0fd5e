using Ml.Gan.Objectives;

namespace Ml.Gan.Tests.Objectives;

/// <summary>A kind of f-divergence, and the formulas of the paper's tables for it.</summary>
/// <param name="Kind">What is tested.</param>
/// <param name="F">f(u).</param>
/// <param name="Conjugate">f*(t).</param>
/// <param name="Activation">g_f(v).</param>
/// <param name="Best">The v with g_f(v) = f′(u): the best output where p/q = u.</param>
internal sealed record Divergence(
    FDivergenceKind Kind, Func<double, double> F, Func<double, double> Conjugate, Func<double, double> Activation,
    Func<double, double> Best)
{
    private const double Weight = 0.3;

    public static IEnumerable<Divergence> All =>
    [
        new(new TotalVariation(), u => Math.Abs(u - 1) / 2, t => t, v => Math.Tanh(v) / 2, u => 50 * Math.Sign(u - 1)),
        new(new KullbackLeibler(), u => u * Math.Log(u), t => Math.Exp(t - 1), v => v, u => 1 + Math.Log(u)),
        new(new ReverseKullbackLeibler(), u => -Math.Log(u), t => -1 - Math.Log(-t), v => -Math.Exp(-v), Math.Log),
        new(new PearsonChiSquared(), u => (u - 1) * (u - 1), t => t * t / 4 + t, v => v, u => 2 * (u - 1)),
        new(new NeymanChiSquared(), u =>
            (1 - u) * (1 - u) / u, t => 2 - 2 * Math.Sqrt(1 - t), v => 1 - Math.Exp(-v), u => 2 * Math.Log(u)),
        new(new SquaredHellinger(), u =>
            Math.Pow(Math.Sqrt(u) - 1, 2), t => t / (1 - t), v => 1 - Math.Exp(-v), u => Math.Log(u) / 2),
        new(new Jeffrey(), u => (u - 1) * Math.Log(u), JeffreyConjugate, v => v, u => Math.Log(u) + 1 - 1 / u),
        new(
            new JensenShannon(), u =>
                u * Math.Log(u) - (u + 1) * Math.Log((u + 1) / 2), t => -Math.Log(2 - Math.Exp(t)),
            v => Math.Log(2) - Math.Log(1 + Math.Exp(-v)), Math.Log),
        new(
            new JensenShannonWeighted { RealWeight = Weight },
            u => Weight * u * Math.Log(u) - (1 - Weight + Weight * u) * Math.Log(1 - Weight + Weight * u),
            t => (1 - Weight) * Math.Log((1 - Weight) / (1 - Weight * Math.Exp(t / Weight))),
            v => -Weight * Math.Log(Weight) - Math.Log(1 + Math.Exp(-v)),
            u => InverseSoftplus(Weight * Math.Log(1 + (1 - Weight) / (Weight * u)))),
        new(
            new GanDivergence(), u => u * Math.Log(u) - (u + 1) * Math.Log(u + 1), t => -Math.Log(1 - Math.Exp(t)),
            v => -Math.Log(1 + Math.Exp(-v)), Math.Log),
        AlphaBelowOne(0.5),
        AlphaBelowOne(-0.5),
        AlphaAboveOne(1.5),
        AlphaAboveOne(3),
    ];

    private static Divergence AlphaBelowOne(double alpha) => new(
        new Alpha { Order = alpha }, AlphaF(alpha), AlphaConjugate(alpha), v =>
            1 / (1 - alpha) - Math.Log(1 + Math.Exp(-v)),
        u => InverseSoftplus(Math.Pow(u, alpha - 1) / (1 - alpha)));

    private static Divergence AlphaAboveOne(double alpha) => new(
        new Alpha { Order = alpha }, AlphaF(alpha), AlphaConjugate(alpha), v =>
            v, u => (Math.Pow(u, alpha - 1) - 1) / (alpha - 1));

    private static Func<double, double> AlphaF(double alpha) =>
        u => (Math.Pow(u, alpha) - 1 - alpha * (u - 1)) / (alpha * (alpha - 1));

    private static Func<double, double> AlphaConjugate(double alpha) =>
        t => (Math.Pow(Math.Max(0, t * (alpha - 1) + 1), alpha / (alpha - 1)) - 1) / alpha;

    /// <summary>The v with log(1 + e⁻ᵛ) = s.</summary>
    private static double InverseSoftplus(double s) => -s - Math.Log(1 - Math.Exp(-s));

    private static double JeffreyConjugate(double t)
    {
        double w = Lambert(Math.Exp(1 - t));
        return w + 1 / w + t - 2;
    }

    /// <summary>The w above 0 with weʷ = z, by bisection.</summary>
    private static double Lambert(double z)
    {
        double low = 0, high = Math.Max(1, z);
        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = middle * Math.Exp(middle) < z ? (middle, high) : (low, middle);
        }
        return low;
    }
}
