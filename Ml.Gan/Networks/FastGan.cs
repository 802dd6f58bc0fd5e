using Ml.Gan.Data;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Networks;

/// <summary>
/// FastGAN (Liu et al., 2021), for some hundred images: a generator whose coarse feature maps excite the channels of
/// fine ones (skip-layer excitation), and a discriminator that reconstructs real images from its feature maps, so that
/// it learns what they show rather than which they are. It plays by the hinge loss, best with an augmentation:
/// <c>--diff-augment color,translation</c>. Square images of 28 or a power of two from 16 to 512, with 1 or 3 channels.
/// </summary>
/// <remarks>
/// The paper measures reconstructions by LPIPS, the features of a pretrained network. None is at hand here: they are
/// measured by the L1 distance of Laplacian pyramids instead (Bojanowski et al., 2018). The discriminator has one score
/// for a sample, of all of its last feature maps, where the authors' program has one for each of 25 patches and a
/// second discriminator of small images. Their spectral normalization of every convolution is left out: nearly all are
/// followed by a batch normalization, before which the scale of weights changes nothing that is computed; the
/// discriminator has it by the option. The generator's noise is for training alone.
/// </remarks>
[CatalogEntry(
    "skip-layer excitation and a discriminator that reconstructs, for few square images of 16 to 512 pixels",
    "Liu et al., 2021")]
public sealed record FastGan() : ConvolutionalNetwork(width: 16)
{
    private const int LargestFactor = 16;

    /// <inheritdoc/>
    public override string Name => "fastgan";

    /// <summary>The hinge loss.</summary>
    public override Objective RecommendedObjective => new Hinge();

    /// <summary>
    /// Adam(5e-4, 0.5, 0.99), for trainings of some thousand steps; the paper's, of tens of thousands, are
    /// Adam(2e-4, 0.5, 0.999).
    /// </summary>
    public override OptimizerSettings RecommendedOptimizer(Objective objective) =>
        new AdamSettings { LearningRate = 5e-4, Beta1 = 0.5, Beta2 = 0.99 };

    /// <inheritdoc/>
    public override void Check(SampleShape shape) => SquareImages.Check(Name, Width, shape, largest: 512);

    /// <inheritdoc/>
    public override void Check(DiscriminatorDesign design)
    {
        if (design.WeightClipping is not null)
            throw new GanOptionException(nameof(design.WeightClipping),
                "A fastgan's discriminator reconstructs images too, which clipped weights keep it from. Take the "
                + "objective hinge or wasserstein-gp.");
    }

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters) =>
        FastGanGenerator.Create(design, ChannelsAfter, parameters);

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters) =>
        new FastGanDiscriminator(design, ChannelsAfter, parameters);

    /// <summary>Channels of the feature maps at the image's size halved so often.</summary>
    private int ChannelsAfter(int halvings) => Width * Math.Min(1 << halvings, LargestFactor);
}
