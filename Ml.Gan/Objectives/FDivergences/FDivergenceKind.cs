using static TorchSharp.torch;

namespace Ml.Gan.Objectives.FDivergences;

/// <summary>
/// An f-divergence ∫ q(x) f(p(x)/q(x)) dx as a GAN estimates it (Nowozin, Cseke and Tomioka, 2016): by the convex conjugate f* of
/// f, and an increasing output activation g_f onto where f* is finite.
/// </summary>
/// <remarks>Everything is finite in float32 for outputs of ±1e4, gradients too; see <see cref="Stable.Exp"/>.</remarks>
public abstract record FDivergenceKind
{
    /// <summary>Name on the command line, for example <c>jeffrey</c> or <c>alpha:0.5</c>.</summary>
    public abstract string Name { get; }

    /// <summary>g_f(v), elementwise.</summary>
    /// <param name="output">v: D's raw outputs, (N).</param>
    public abstract Tensor Activation(Tensor output);

    /// <summary>f*(g_f(v)), elementwise, and simplified where that is more exact than the two one after the other.</summary>
    /// <param name="output">v: D's raw outputs, (N).</param>
    public abstract Tensor ConjugateOfActivation(Tensor output);
}
