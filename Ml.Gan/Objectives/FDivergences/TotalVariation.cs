using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.FDivergences;

/// <summary>Total variation: f(u) = ½|u − 1|, g_f(v) = ½tanh v, f*(t) = t. It lies in [0, 1].</summary>
[CatalogEntry("½∫|p − q|", "Nowozin, Cseke and Tomioka, 2016")]
public sealed record TotalVariation : FDivergenceKind
{
    /// <inheritdoc/>
    public override string Name => "total-variation";

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => output.tanh() * 0.5;

    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output) => Activation(output);
}
