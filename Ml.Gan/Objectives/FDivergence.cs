using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The f-GAN (Nowozin, Cseke and Tomioka, 2016): D minimizes −E g_f(D(x)) + E f*(g_f(D(G(z)))), which is minus a lower
/// bound of the divergence between real and generated samples that <see cref="Kind"/> says; G minimizes −E
/// f*(g_f(D(G(z)))). A large D means "real" for every kind; metrics show D's raw output.
/// </summary>
[CatalogEntry(
    "a lower bound of an f-divergence; every kind of the list below", "Nowozin, Cseke and Tomioka, 2016",
    Argument = "an f-divergence, followed by ,alternative for a G that learns where D is sure; default jensen-shannon")]
public sealed record FDivergence : ScoreObjective, ITakesArgument<Objective>
{
    private const string Alternative = ",alternative";

    /// <inheritdoc/>
    public override string Name => $"f-divergence:{Kind.Name}{(AlternativeGeneratorLoss ? Alternative : "")}";

    /// <summary>The divergence. Default <see cref="JensenShannon"/>.</summary>
    public FDivergenceKind Kind { get; init; } = new JensenShannon();

    /// <summary>
    /// Whether G minimizes −E g_f(D(G(z))) instead, which has a gradient even where D is sure, as at the start of a
    /// training on images. Default false.
    /// </summary>
    public bool AlternativeGeneratorLoss { get; init; }

    /// <inheritdoc/>
    public override bool OutputsLogits => false;

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor generated) =>
        Kind.ConjugateOfActivation(generated).mean() - Kind.Activation(real).mean();

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor generated) =>
        -(AlternativeGeneratorLoss ? Kind.Activation(generated) : Kind.ConjugateOfActivation(generated)).mean();

    Objective ITakesArgument<Objective>.WithArgument(string argument)
    {
        bool alternative = argument.EndsWith(Alternative, StringComparison.Ordinal);
        string kind = alternative ? argument[..^Alternative.Length] : argument;
        return this with { Kind = FDivergenceKind.All.Parse(kind), AlternativeGeneratorLoss = alternative };
    }
}

/// <summary>
/// An f-divergence ∫ q(x) f(p(x)/q(x)) dx as a GAN estimates it (Nowozin, Cseke and Tomioka, 2016): by the convex
/// conjugate f* of f, and an increasing output activation g_f onto where f* is finite.
/// </summary>
/// <remarks>Everything is finite in float32 for outputs of ±1e4, gradients too; see <see cref="Stable.Exp"/>.</remarks>
public abstract record FDivergenceKind
{
    /// <summary>All kinds, by name.</summary>
    internal static Catalog<FDivergenceKind> All { get; } = new(nameof(Objective), "f-divergence", part => part.Name);

    /// <summary>Name on the command line, for example <c>jeffrey</c> or <c>alpha:0.5</c>.</summary>
    public abstract string Name { get; }

    /// <summary>g_f(v), elementwise.</summary>
    /// <param name="output">v: D's raw outputs, (N).</param>
    public abstract Tensor Activation(Tensor output);

    /// <summary>
    /// f*(g_f(v)), elementwise, and simplified where that is more exact than the two one after the other.
    /// </summary>
    /// <param name="output">v: D's raw outputs, (N).</param>
    public abstract Tensor ConjugateOfActivation(Tensor output);
}

/// <summary>Functions that stay finite, with their gradients, where the usual way of computing them doesn't.</summary>
internal static class Stable
{
    private const double Greatest = 20;
    private const double Far = 40;

    /// <summary>
    /// eˣ, beyond x = 20 continued along its tangent: no batch can witness the density ratio e²⁰ = 4.9e8, and steeper
    /// gradients would drown all others in an optimizer's running means.
    /// </summary>
    public static Tensor Exp(Tensor x) => x.clamp_max(Greatest).exp() * (1 + (x - Greatest).relu());

    /// <summary>
    /// log h(e⁻ˣ) for a function h with h(u) ≈ cu near 0: beyond x = 40 it falls along its asymptote, where e⁻ˣ would
    /// vanish.
    /// </summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="h">h(e⁻ˣ), from an x of at most 40.</param>
    public static Tensor LogOfVanishing(Tensor x, Func<Tensor, Tensor> h) =>
        h(x.clamp_max(Far)).log() - (x - Far).relu();
}
