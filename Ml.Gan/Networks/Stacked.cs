using Ml.Gan.Models;
using Ml.Gan.Catalogs;
using Ml.Gan.Data;
using Ml.Gan.Networks.Layers;
using Ml.Gan.Networks.Stacking;
using Ml.Gan.Training;

namespace Ml.Gan.Networks;

/// <summary>
/// Two stacked GANs (StackGAN: Zhang et al., 2017): stage I draws a small image from latents and condition, stage II, once stage I has learnt and
/// stays as it is, draws it anew at full size from that image and the condition. Stage I is a <see cref="Dcgan"/> at half the size, from
/// 64×64 on at a quarter as in the paper. Stage II is an encoder to half of stage I's size, where the condition comes in, two residual
/// blocks, and transposed convolutions up, with batch normalisation and ReLU. The discriminators are those of a <see cref="Dcgan"/>, which the
/// condition meets at their input. The paper's conditions are texts; here they are labels, vectors or nothing, as they come. Square images of 28 or a power
/// of two from 32 to 256, with 1 or 3 channels.
/// </summary>
[CatalogEntry("a small image, then a larger one from it, for square images of 28, 32, 64, 128 or 256 pixels", "Zhang et al., 2017")]
public sealed record Stacked : NetworkArchitecture
{
    /// <inheritdoc/>
    public override string Name => "stacked";

    /// <summary>Channels of the feature maps next to the full image, at least 1; next to stage I's image they are twice as many. Default 32.</summary>
    public int Width { get; init; } = 32;

    /// <inheritdoc/>
    public override void Check(SampleShape shape) => SquareImages.Check(Name, Width, shape, smallest: 32);

    /// <inheritdoc/>
    public override void Check(LatentGanOptions options) => StagedDiscriminator.Check(Name, options);

    /// <summary>Stage I and stage II, one half of the training each.</summary>
    public override IReadOnlyList<double> StageShares(SampleShape shape) => [1, 1];

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters)
    {
        var first = StageOne.CreateGenerator(design with { Output = Small(design.Output) }, parameters);
        return new StackedGenerator(design, first, new Refinement(Small(design.Output), Factor(design.Output), design.ConditionSize, Width, parameters));
    }

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters)
    {
        var first = StageOne.CreateDiscriminator(design with { Input = Small(design.Input) }, parameters);
        var second = new Dcgan { Width = Width }.CreateDiscriminator(design, parameters);
        return new StagedDiscriminator([first, second], [Resizing.Down(Factor(design.Input)), Resizing.Down(1)]);
    }

    private Dcgan StageOne => new() { Width = 2 * Width };

    private static int Factor(SampleShape shape) => shape.Height < 64 ? 2 : 4;

    private static SampleShape Small(SampleShape shape) => shape with { Height = shape.Height / Factor(shape), Width = shape.Width / Factor(shape) };
}
