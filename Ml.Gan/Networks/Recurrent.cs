using Ml.Gan.Catalogs;
using Ml.Gan.Data;
using Ml.Gan.Networks.Layers;

namespace Ml.Gan.Networks;

/// <summary>
/// GRAN (Im et al., 2016): a generator that adds up strokes on a canvas, each made from the latents and from what an encoder sees of the
/// last one. The weights are the same in all steps, but for the batch normalisation. The decoder is a dcgan's generator, the encoder the
/// mirror of it; it plays against a dcgan's discriminator. Square images of 28 or a power of two from 16 to 256, with 1 or 3 channels.
/// </summary>
[CatalogEntry("convolutional, paints in steps on a canvas, for the sizes of a dcgan", "Im et al., 2016")]
public sealed record Recurrent : NetworkArchitecture
{
    private const int HiddenSize = 100;

    /// <inheritdoc/>
    public override string Name => "gran";

    /// <summary>Channels of the feature maps next to the image; they double at each halving, up to 8 times. Default 32.</summary>
    public int Width { get; init; } = 32;

    /// <summary>Strokes on the canvas, at least 1; the paper has up to 5. Default 3.</summary>
    public int TimeSteps { get; init; } = 3;

    private Dcgan Convolutional => new() { Width = Width };

    /// <inheritdoc/>
    public override void Check(SampleShape shape)
    {
        if (TimeSteps < 1)
            throw new GanOptionException(nameof(TimeSteps), $"A gran needs at least 1 time step; it has {TimeSteps}.");
        SquareImages.Check(Name, Width, shape);
    }

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters)
    {
        var prior = new LayerSequence("prior", [new Linear(design.InputSize, HiddenSize, parameters), new Tanh()]);
        var decoder = Convolutional.GeneratorLayers(2 * HiddenSize, design.Output, parameters);
        return new RecurrentGenerator(
            design,
            prior,
            Recurrence.Unroll("encoder", EncoderLayers(design.Output, parameters), TimeSteps - 1, parameters),
            Recurrence.Unroll("decoder", decoder, TimeSteps, parameters));
    }

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters) =>
        Convolutional.CreateDiscriminator(design, parameters);

    private IReadOnlyList<Layer> EncoderLayers(SampleShape shape, ParameterFactory parameters)
    {
        List<Layer> layers = [];
        int channels = shape.Channels, size = shape.Height;
        for (int step = 1; step <= SquareImages.Halvings(shape); step++)
        {
            int next = Convolutional.ChannelsAfter(step);
            layers.Add(new Convolution(channels, next, kernel: 4, stride: 2, padding: 1, bias: step == 1, parameters));
            if (step > 1)
                layers.Add(new BatchNorm(next, parameters));
            layers.Add(new LeakyRelu());
            (channels, size) = (next, size / 2);
        }
        return [.. layers, new Flatten(), new Linear(channels * size * size, HiddenSize, parameters), new Tanh()];
    }
}
