using static TorchSharp.torch;

namespace Ml.Gan.Objectives.FDivergences;

/// <summary>Functions that stay finite, with their gradients, where the usual way of computing them doesn't.</summary>
internal static class Stable
{
    private const double Greatest = 20;
    private const double Far = 40;

    /// <summary>
    /// eˣ, beyond x = 20 continued along its tangent: no batch can witness the density ratio e²⁰ = 4.9e8, and steeper
    /// gradients would drown all others in an optimiser's running means.
    /// </summary>
    public static Tensor Exp(Tensor x) => x.clamp_max(Greatest).exp() * (1 + (x - Greatest).relu());

    /// <summary>
    /// log h(e⁻ˣ) for a function h with h(u) ≈ cu near 0: beyond x = 40 it falls along its asymptote, where e⁻ˣ would vanish.
    /// </summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="h">h(e⁻ˣ), from an x of at most 40.</param>
    public static Tensor LogOfVanishing(Tensor x, Func<Tensor, Tensor> h) => h(x.clamp_max(Far)).log() - (x - Far).relu();
}
