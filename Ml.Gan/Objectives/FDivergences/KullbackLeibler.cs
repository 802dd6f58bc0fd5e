using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.FDivergences;

/// <summary>The Kullback–Leibler divergence of real from generated samples: f(u) = u log u, g_f(v) = v, f*(t) = exp(t − 1).</summary>
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
