using Ml.Gan.Catalogs;
using Ml.Gan.Data;
using Ml.Gan.Networks.Layers;

namespace Ml.Gan.Networks;

/// <summary>
/// Residual networks (Gulrajani et al., 2017): blocks of two 3×3 convolutions beside a shortcut, batch-normalised in the generator alone;
/// nearest-neighbour up-sampling, means on the way down. Square images of 28 or a power of two from 16 to 256, with 1 or 3 channels. A
/// conditional generator has batch normalisation with scales and shifts for each condition (Dumoulin et al., 2017).
/// </summary>
[CatalogEntry("residual blocks, for square images of 16, 28, 32, 64, 128 or 256 pixels", "Gulrajani et al., 2017")]
public sealed record ResNet : NetworkArchitecture
{
    /// <inheritdoc/>
    public override string Name => "resnet";

    /// <summary>Channels of the feature maps at the image's size; they double at each halving, up to 8 times. Default 32.</summary>
    public int Width { get; init; } = 32;

    private ResidualNetworks Networks => new(Width);

    /// <inheritdoc/>
    public override void Check(SampleShape shape) => SquareImages.Check(Name, Width, shape);

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters) =>
        Networks.CreateGenerator(design, parameters);

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters) =>
        Networks.CreateDiscriminator(design, parameters);
}
