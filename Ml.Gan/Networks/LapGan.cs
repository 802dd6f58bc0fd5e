using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>
/// Pyramid of GANs, one for each level of a Laplacian pyramid (LAPGAN: Denton, Chintala, Szlam and Fergus, 2015): the
/// first draws images of 8×8 (7×7 for 28×28 ones), each other one the difference between its level's image and the
/// level below, enlarged. Each level learns on its own, in a stage of its own, from the pyramids of real images; its
/// discriminator sees a difference beside the enlarged image that it belongs to. A level below is made by average
/// pooling and enlarged bilinearly; what is drawn keeps the means of the level below. Sampling runs all levels, from
/// one latent vector, which they share out. All levels are convolutions, with batch normalization in the generator; the
/// first one's, which the paper has fully connected, draw far better digits so, at up to 4 times the width. The other
/// discriminators are those of a <see cref="Dcgan"/>. Conditions go to every level. Square images of 28 or a power of
/// two from 16 to 256, with 1 or 3 channels.
/// </summary>
[CatalogEntry(
    "a GAN for each level of a pyramid from 8×8, for square images of 16, 28, 32, 64, 128 or 256 pixels",
    "Denton et al., 2015",
    FormerNames = ["laplacian-pyramid"])]
public sealed record LapGan : ConvolutionalNetwork
{
    /// <inheritdoc/>
    public override string Name => "lapgan";

    /// <inheritdoc/>
    public override void Check(DiscriminatorDesign design) => StagedDiscriminator.Check(Name, design);

    /// <summary>
    /// One stage for each level, of equal lengths but the first: it draws what the image shows, and takes twice as many
    /// steps, cheap ones.
    /// </summary>
    public override IReadOnlyList<double> StageShares(SampleShape shape) =>
        [.. Enumerable.Range(0, LapGanLevels.For(shape).Count).Select(level => level == 0 ? 2.0 : 1)];

    /// <summary>
    /// The smallest images, then at each level the difference beside the blurred image, (N, 2C, h, w).
    /// </summary>
    public override StageView CreateStageView(SampleShape shape) =>
        new LayerView(LapGanLevels.For(shape).Views(shape.Channels));

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters)
    {
        var levels = LapGanLevels.For(design.Output);
        if (design.LatentSize < levels.Count)
            throw new GanOptionException("LatentSize",
                $"A lapgan of {levels.Count} levels needs at least as many latent numbers, not {design.LatentSize}.");
        return new LapGanGenerator(design, levels, Width, parameters);
    }

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters)
    {
        var levels = LapGanLevels.For(design.Input);
        var stages = Enumerable.Range(0, levels.Count).Select(
            level => Discriminator(design, levels, level, parameters));
        return new StagedDiscriminator([.. stages], CreateStageView(design.Sample));
    }

    private DiscriminatorNetwork Discriminator(
        DiscriminatorDesign design, LapGanLevels levels, int level, ParameterFactory parameters)
    {
        int size = levels.SizeOf(level);
        return level == 0
            ? CoarsestLevel.CreateDiscriminator(
                design with { Input = new(design.Input.Channels, size, size) }, Width, parameters)
            : new Dcgan { Width = Width }.CreateDiscriminator(
                design with { Input = new(2 * design.Input.Channels, size, size) }, parameters);
    }
}
