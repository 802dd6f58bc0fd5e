using Ml.Gan.Catalogs;
using Ml.Gan.Objectives.FDivergences;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The f-GAN (Nowozin, Cseke and Tomioka, 2016): D minimises −E g_f(D(x)) + E f*(g_f(D(G(z)))), which is minus a lower bound of the
/// divergence between real and generated samples that <see cref="Kind"/> says; G minimises −E f*(g_f(D(G(z)))). A large D means
/// "real" for every kind; metrics show D's raw output.
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
    /// Whether G minimises −E g_f(D(G(z))) instead, which has a gradient even where D is sure, as at the start of a training on images.
    /// Default false.
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
        return this with { Kind = Catalog.FDivergences.Parse(kind), AlternativeGeneratorLoss = alternative };
    }
}
