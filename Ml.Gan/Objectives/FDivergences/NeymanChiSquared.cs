using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.FDivergences;

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
