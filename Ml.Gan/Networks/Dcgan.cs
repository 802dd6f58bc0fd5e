using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>
/// Deep convolutional networks (Radford, Metz and Chintala, 2015): transposed convolutions up from 4×4, strided
/// convolutions down, batch normalization except at the generator's output and the discriminator's input, ReLU and
/// LeakyReLU(0.2), tanh at the output. Square images of 28 or a power of two from 16 to 256, with 1 or 3 channels.
/// For 28×28 the generator starts at 7×7, where a 3×3 convolution stands in for the level that 4×4 would have been.
/// </summary>
[CatalogEntry("convolutional, for square images of 16, 28, 32, 64, 128 or 256 pixels", "Radford et al., 2015")]
public sealed record Dcgan() : ConvolutionalNetwork(width: 64)
{
    private const int LargestFactor = 8;

    /// <inheritdoc/>
    public override string Name => "dcgan";

    /// <summary>
    /// Units of a batch-normalized, fully connected hidden layer before the generator's first feature maps, and of one
    /// after the discriminator's last, which are then 8×8 (7×7 for 28×28), as in InfoGAN's networks (Chen et al., 2016:
    /// 1024 units). Latent codes need them to take hold of what an image shows. At least 1, or 0 for no such layers.
    /// Default 0.
    /// </summary>
    [CatalogSetting(
        "--hidden-units", 1, 65536,
        "Units of a fully connected layer at a dcgan's latent end, in G and D, for codes to take hold.",
        Default = "none")]
    public int HiddenUnits { get; init; }

    /// <inheritdoc/>
    public override void Check(SampleShape shape)
    {
        base.Check(shape);
        if (HiddenUnits < 0)
            throw new GanOptionException("HiddenUnits",
                $"The hidden units of a dcgan must be at least 1, or 0 for none; they are {HiddenUnits}.");
    }

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters) =>
        new SequentialGenerator(
            design,
            [
                .. HiddenLayer(design.InputSize, parameters),
                .. GeneratorLayers(HiddenUnits > 0 ? HiddenUnits : design.InputSize, design.Output, parameters),
                new Tanh(),
            ]);

    private Layer[] HiddenLayer(int inputs, ParameterFactory parameters) => HiddenUnits == 0
        ? []
        :
        [
            new Linear(inputs, HiddenUnits, parameters, bias: false),
            new BatchNorm(HiddenUnits, parameters),
            new Relu(),
        ];

    /// <summary>A generator's layers from so many numbers to images whose values have no bounds yet.</summary>
    internal IReadOnlyList<Layer> GeneratorLayers(int inputs, SampleShape shape, ParameterFactory parameters)
    {
        int steps = SquareImages.Halvings(shape);
        int channels = ChannelsAfter(steps);
        int size = shape.Height >> steps;
        List<Layer> layers = [];
        void Add(Layer layer, int outputs) => layers.AddRange([layer, new BatchNorm(outputs, parameters), new Relu()]);

        if (size == SquareImages.SmallestSize)
        {
            Add(new LinearToFeatureMaps(inputs, channels, size, parameters), channels);
        }
        else
        {
            Add(new LinearToFeatureMaps(inputs, 2 * channels, size, parameters), 2 * channels);
            Add(new Convolution(2 * channels, channels, kernel: 3, stride: 1, padding: 1, bias: false, parameters),
                channels);
        }
        for (int step = steps - 1; step > 0; step--)
        {
            int next = ChannelsAfter(step);
            Add(new TransposedConvolution(channels, next, bias: false, parameters), next);
            channels = next;
        }
        layers.Add(new TransposedConvolution(channels, shape.Channels, bias: true, parameters));
        return layers;
    }

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters)
    {
        var builder = new DiscriminatorBuilder(design, parameters);
        var (channels, size) = AddHalvings(
            builder, HiddenUnits > 0 ? 2 * SquareImages.SmallestSize : SquareImages.SmallestSize);
        builder.Flatten();
        int features = channels * size * size;
        if (HiddenUnits == 0)
            return builder.Build(features);
        builder.AddLinear(features, HiddenUnits, new LeakyRelu(), batchNorm: true);
        return builder.Build(HiddenUnits);
    }

    /// <summary>Adds a discriminator's convolutions down to a size.</summary>
    /// <param name="builder">What they are added to, as its first layers.</param>
    /// <param name="smallest">The largest size that isn't halved any more.</param>
    /// <returns>Channels of the last feature maps, and their height and width.</returns>
    internal (int Channels, int Size) AddHalvings(DiscriminatorBuilder builder, int smallest)
    {
        var (channels, size) = (builder.Input.Channels, builder.Input.Height);
        for (int step = 1; size > smallest; step++)
        {
            int next = ChannelsAfter(step);
            builder.AddConvolution(channels, next, kernel: 4, stride: 2, padding: 1, batchNorm: step > 1);
            channels = next;
            size /= 2;
        }
        return (channels, size);
    }

    /// <summary>Channels of the feature maps at the image's size halved so often, at least once.</summary>
    internal int ChannelsAfter(int halvings) => Width * Math.Min(1 << (halvings - 1), LargestFactor);
}
