using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>
/// Stack of two GANs (StackGAN: Zhang et al., 2017): stage I draws a small image from latents and condition, stage II,
/// once stage I has learned and stays as it is, draws it anew at full size from that image and the condition. Stage I's
/// generator is that of a <see cref="Dcgan"/> at half the size, from 64×64 on at a quarter as in the paper, and twice
/// the width. Stage II is an encoder to half of stage I's size, where the condition comes in, four residual blocks, and
/// up-sampling by nearest neighbors and 3×3 convolutions, with batch normalization and ReLU. The discriminators are
/// strided convolutions to 4×4, where they meet the condition, compressed to 128 numbers, and learn that real images
/// with conditions of others are wrong (<see cref="NetworkArchitecture.IsMatchingAware"/>). The paper's conditions are
/// texts, embedded; here they are labels, vectors or nothing, as they come. Vectors of more than 128 numbers go through
/// conditioning augmentation in both stages: 128 numbers that are normal around a learned mean, whose Kullback-Leibler
/// divergence from N(0, I) is <c>g_kl</c>; in inference they vary with the latents. Square images of 28 or a power of
/// two from 32 to 256, with 1 or 3 channels.
/// </summary>
[CatalogEntry(
    "a small image, then a larger one from it, for square images of 28, 32, 64, 128 or 256 pixels",
    "Zhang et al., 2017",
    FormerNames = ["stacked"])]
public sealed record StackGan : ConvolutionalNetwork
{
    /// <inheritdoc/>
    public override string Name => "stackgan";

    /// <summary>True.</summary>
    /// <inheritdoc/>
    public override bool IsMatchingAware => true;

    /// <inheritdoc/>
    public override void Check(SampleShape shape) => SquareImages.Check(Name, Width, shape, smallest: 32);

    /// <inheritdoc/>
    public override void Check(DiscriminatorDesign design) => StagedDiscriminator.Check(Name, design);

    /// <summary>Stage I and stage II, one half of the training each.</summary>
    public override IReadOnlyList<double> StageShares(SampleShape shape) => [1, 1];

    /// <summary>Images of stage I's size, then images.</summary>
    public override StageView CreateStageView(SampleShape shape) =>
        new LayerView([Resizing.Down(Factor(shape)), Resizing.Down(1)]);

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters)
    {
        var small = Small(design.Output);
        ConditioningAugmentation[]? augmentations = ConditioningAugmentation.Suits(design)
            ? [new(design, parameters), new(design, parameters)]
            : null;
        var given = augmentations is null ? design : ConditioningAugmentation.Augmented(design);
        var first = new Dcgan { Width = 2 * Width }.CreateGenerator(given with { Output = small }, parameters);
        var second = new StackGanRefinement(small, Factor(design.Output), given.ConditionSize, Width, parameters);
        return new StackGanGenerator(design, first, second, augmentations);
    }

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters)
    {
        var first = StackGanDiscriminator.Create(
            design with { Input = Small(design.Input) }, 2 * Width, parameters);
        var second = StackGanDiscriminator.Create(design, Width, parameters);
        return new StagedDiscriminator([first, second], CreateStageView(design.Input));
    }

    private static int Factor(SampleShape shape) => shape.Height < 64 ? 2 : 4;

    private static SampleShape Small(SampleShape shape) =>
        shape with { Height = shape.Height / Factor(shape), Width = shape.Width / Factor(shape) };
}
