using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.FDivergences;

/// <summary>Total variation: f(u) = ½|u − 1|, g_f(v) = ½tanh v, f*(t) = t. It lies in [0, 1].</summary>
/// <remarks>
/// The tanh saturates, and then neither player has a gradient: trainings stall unless a penalty such as
/// <see cref="Penalties.R1"/> keeps D's outputs small.
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
