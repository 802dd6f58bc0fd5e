using Ml.Gan.Networks.Layers;

namespace Ml.Gan.Networks;

/// <summary>
/// Generators and discriminators of residual blocks: up from 4×4 or 7×7 and down to it, where the discriminator has one block more.
/// </summary>
/// <remarks>
/// The papers' discriminators end in means or sums over the pixels, which leave the layout of the whole to the blocks before; these keep
/// each pixel's features, from which few, small and centred images are learnt sooner.
/// </remarks>
/// <param name="Width">Channels of the feature maps at the image's size; they double at each halving, up to 8 times.</param>
/// <param name="SpectralNorm">Whether the generator's weights are normalised spectrally too.</param>
/// <param name="AttentionSize">Height of the feature maps that attend to themselves, in both networks; 0 for none.</param>
internal sealed record ResidualNetworks(int Width, bool SpectralNorm = false, int AttentionSize = 0)
{
    private const int LargestFactor = 8;

    public GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters)
    {
        int step = SquareImages.Halvings(design.Output);
        int size = design.Output.Height >> step;
        List<Layer> layers =
            [new Projection(design.InputSize, ChannelsAfter(step), size, parameters, SpectralNorm, 1 / Math.Sqrt(design.InputSize))];
        for (; step > 0; step--)
        {
            layers.Add(ResidualBlocks.Up(ChannelsAfter(step), ChannelsAfter(step - 1), design.ConditionSize, parameters, SpectralNorm));
            size *= 2;
            if (size == AttentionSize)
                layers.Add(new Attention(ChannelsAfter(step - 1), parameters, SpectralNorm));
        }
        var image = new Convolution(
            Width, design.Output.Channels, kernel: 3, stride: 1, padding: 1, bias: true, parameters, SpectralNorm, Math.Sqrt(1 / (9.0 * Width)));
        layers.AddRange([new BatchNorm(Width, parameters), new Relu(), image, new Tanh()]);
        return new SequentialGenerator(design, layers);
    }

    public DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters)
    {
        var builder = new DiscriminatorBuilder(design, parameters);
        int channels = builder.Input.Channels, size = builder.Input.Height, step = 0;
        int steps = SquareImages.Halvings(builder.Input);
        for (; step <= steps; step++)
        {
            bool halves = step < steps;
            builder.Add(ResidualBlocks.Down(channels, ChannelsAfter(step), design, parameters, ofImages: step == 0, halves));
            channels = ChannelsAfter(step);
            size /= halves ? 2 : 1;
            if (halves && size == AttentionSize)
                builder.Add(new Attention(channels, parameters, design.SpectralNorm));
        }
        builder.AddActivation(new Relu());
        builder.Flatten();
        return builder.Build(channels * size * size);
    }

    private int ChannelsAfter(int halvings) => Width * Math.Min(1 << halvings, LargestFactor);
}
