using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.FDivergences;

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
    /// ℓ = log W(eˣ), the root of ℓ + e^ℓ = x. Newton's steps towards it need no gradient; one more step from the root gives the
    /// exact one, 1/(1 + e^ℓ).
    /// </summary>
    private static Tensor LogarithmOfLambert(Tensor x)
    {
        var root = RootOf(x.detach());
        var power = root.exp();
        return root - (root + power - x) / (1 + power);
    }

    /// <summary>Steps down from an upper bound: the function is convex and increasing, so they never pass the root.</summary>
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
