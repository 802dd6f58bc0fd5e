using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.FDivergences;

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
