using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.FDivergences;

/// <summary>
/// The Kullback–Leibler divergence of generated from real samples: f(u) = −log u, g_f(v) = −exp(−v), f*(t) = −1 − log(−t), and
/// f*(g_f(v)) = v − 1.
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
