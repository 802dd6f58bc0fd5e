using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.FDivergences;

/// <summary>
/// The squared Hellinger distance: f(u) = (√u − 1)², g_f(v) = 1 − exp(−v), f*(t) = t/(1 − t), and f*(g_f(v)) = exp(v) − 1. It lies
/// in [0, 2].
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
