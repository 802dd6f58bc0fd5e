using Ml.Gan.Catalogs;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ml.Gan.Objectives.FDivergences;

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
