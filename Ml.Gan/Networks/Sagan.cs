using Ml.Gan.Data;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Networks;

/// <summary>
/// SAGAN (Zhang et al., 2019): residual networks with a layer of self-attention each, and spectral normalization of the
/// weights of both. The hinge loss is recommended, as in the paper; a conditional generator has conditional batch
/// normalization, and goes best with a discriminator that meets the condition in a projection. Square images of 28 or a
/// power of two from 16 to 256, with 1 or 3 channels.
/// </summary>
[CatalogEntry(
    "residual blocks with self-attention and spectral normalization, for the sizes of a resnet", "Zhang et al., 2019")]
public sealed record Sagan : ConvolutionalNetwork
{
    private const int LargestDefault = 32;

    /// <inheritdoc/>
    public override string Name => "sagan";

    /// <summary>
    /// Height in pixels of the feature maps that attend to themselves: the image's height halved once or more often,
    /// but above the 4 or 7 that the generator starts from. Default half the image's, at most 32.
    /// </summary>
    [CatalogSetting(
        "--attention-size", 1, 4096, "Height of a sagan's feature maps that attend to themselves.",
        Default = "half the image's, at most 32")]
    public int? AttentionSize { get; init; }

    /// <inheritdoc/>
    public override void Check(SampleShape shape)
    {
        base.Check(shape);
        var halvings = Enumerable.Range(1, SquareImages.Halvings(shape) - 1);
        int[] sizes = [.. halvings.Select(times => shape.Height >> times)];
        if (AttentionSize is { } size && !sizes.Contains(size))
            throw new GanOptionException(nameof(AttentionSize),
                $"There are no feature maps of size {size} to attend to in a sagan for {shape.Height}×{shape.Width} "
                + $"images; there are {string.Join(", ", sizes)}.");
    }

    /// <summary>The paper's <see cref="Hinge"/>.</summary>
    public override Objective RecommendedObjective => new Hinge();

    /// <summary>
    /// Adam(4e-4, 0, 0.99): the paper's first decay, but four times its step size of 1e-4, and not its 0.9, for shorter
    /// trainings.
    /// </summary>
    public override OptimizerSettings RecommendedOptimizer(Objective objective) =>
        new AdamSettings { LearningRate = 4e-4, Beta1 = 0, Beta2 = 0.99 };

    /// <summary>
    /// The same with a larger step size, 1e-3: two time-scales, as in the paper, whose step size is 4e-4.
    /// </summary>
    public override OptimizerSettings RecommendedDiscriminatorOptimizer(Objective objective) =>
        RecommendedOptimizer(objective) with { LearningRate = 1e-3 };

    /// <inheritdoc/>
    public override void Check(DiscriminatorDesign design)
    {
        if (design.WeightClipping is not null)
            throw new GanOptionException(nameof(design.WeightClipping),
                "A sagan divides its weights by their largest singular values, which scales clipped ones up again. "
                + "Take the objective hinge or wasserstein-gp.");
    }

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters) =>
        Networks(design.Output).CreateGenerator(design, parameters);

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters) =>
        Networks(design.Input).CreateDiscriminator(design with { SpectralNorm = true }, parameters);

    private ResidualNetworks Networks(SampleShape shape) =>
        new(Width, SpectralNorm: true, AttentionSize ?? Math.Min(LargestDefault, shape.Height / 2));
}
