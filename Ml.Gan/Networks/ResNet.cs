using Ml.Gan.Objectives;

namespace Ml.Gan.Networks;

/// <summary>
/// Residual networks (Gulrajani et al., 2017): blocks of two 3×3 convolutions beside a shortcut, batch-normalized in
/// the generator alone; nearest-neighbor up-sampling, means on the way down. Square images of 28 or a power of two
/// from 16 to 256, with 1 or 3 channels. A conditional generator has batch normalization with scales and shifts for
/// each condition (Dumoulin et al., 2017). The recommended objective comes with a penalty, as residual networks are
/// trained with one.
/// </summary>
[CatalogEntry("residual blocks, for square images of 16, 28, 32, 64, 128 or 256 pixels", "Gulrajani et al., 2017")]
public sealed record ResNet : ConvolutionalNetwork
{
    /// <inheritdoc/>
    public override string Name => "resnet";

    /// <summary><see cref="R1"/>: nothing else bounds the discriminator, which is not normalized.</summary>
    public override Penalty RecommendedPenalty => new R1();

    private ResidualNetworks Networks => new(Width);

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters) =>
        Networks.CreateGenerator(design, parameters);

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters) =>
        Networks.CreateDiscriminator(design, parameters);
}

/// <summary>
/// Generators and discriminators of residual blocks: up from 4×4 or 7×7 and down to it, where the discriminator has one
/// block more.
/// </summary>
/// <remarks>
/// The papers' discriminators end in means or sums over the pixels, which leave the layout of the whole to the blocks
/// before; these keep each pixel's features, from which few, small and centered images are learned sooner.
/// </remarks>
/// <param name="Width">
/// Channels of the feature maps at the image's size; they double at each halving, up to 8 times.
/// </param>
/// <param name="SpectralNorm">Whether the generator's weights are normalized spectrally too.</param>
/// <param name="AttentionSize">
/// Height of the feature maps that attend to themselves, in both networks; 0 for none.
/// </param>
internal sealed record ResidualNetworks(int Width, bool SpectralNorm = false, int AttentionSize = 0)
{
    private const int LargestFactor = 8;

    public GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters)
    {
        int step = SquareImages.Halvings(design.Output);
        int size = design.Output.Height >> step;
        List<Layer> layers =
            [new LinearToFeatureMaps(design.InputSize, ChannelsAfter(step), size, parameters, SpectralNorm,
                1 / Math.Sqrt(design.InputSize))];
        for (; step > 0; step--)
        {
            layers.Add(ResidualBlocks.Up(
                ChannelsAfter(step), ChannelsAfter(step - 1), design.ConditionSize, parameters, SpectralNorm));
            size *= 2;
            if (size == AttentionSize)
                layers.Add(new Attention(ChannelsAfter(step - 1), parameters, SpectralNorm));
        }
        var image = new Convolution(
            Width, design.Output.Channels, kernel: 3, stride: 1, padding: 1, bias: true, parameters, SpectralNorm,
            Math.Sqrt(1 / (9.0 * Width)));
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
            builder.Add(
                ResidualBlocks.Down(channels, ChannelsAfter(step), design, parameters, ofImages: step == 0, halves));
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

/// <summary>
/// The residual blocks of WGAN-GP (Gulrajani et al., 2017) and SAGAN (Zhang et al., 2019): two 3×3 convolutions beside
/// a shortcut, which is a 1×1 convolution. Convolutions start normal, with standard deviation √(2/inputs) after a ReLU
/// (He et al., 2015), √(1/inputs) elsewhere.
/// </summary>
internal static class ResidualBlocks
{
    /// <summary>
    /// A block of a generator that doubles height and width, batch-normalized conditionally where there is a condition.
    /// </summary>
    public static Residual Up(
        int inputs, int outputs, int conditionSize, ParameterFactory parameters, bool spectralNorm) => new(
        [
            Norm(inputs, conditionSize, parameters), new Relu(), new NearestUpsampling(),
            Convolution(inputs, outputs, kernel: 3, gain: 2, parameters, spectralNorm),
            Norm(outputs, conditionSize, parameters), new Relu(),
            Convolution(outputs, outputs, kernel: 3, gain: 2, parameters, spectralNorm),
        ],
        [Convolution(inputs, outputs, kernel: 1, gain: 1, parameters, spectralNorm), new NearestUpsampling()]);

    /// <summary>
    /// A block of a discriminator, which halves height and width or keeps them. Images are not to be rectified first.
    /// </summary>
    public static Residual Down(
        int inputs, int outputs, DiscriminatorDesign design, ParameterFactory parameters, bool ofImages, bool halves)
    {
        Convolution Convolve(int from, int kernel, int gain) =>
            Convolution(from, outputs, kernel, gain, parameters, design.SpectralNorm);
        Layer[] pooling = halves ? [new AveragePooling()] : [];
        var before = ofImages ? [] : design.Activated(new Relu(), parameters);
        return new Residual(
            [.. before, Convolve(inputs, 3, ofImages ? 1 : 2), .. design.Activated(new Relu(), parameters),
                Convolve(outputs, 3, 2), .. pooling],
            [.. pooling.Length > 0 ? new Layer[] { new AveragePooling() } : [], Convolve(inputs, 1, 1)]);
    }

    private static Convolution Convolution(
        int inputs, int outputs, int kernel, int gain, ParameterFactory parameters, bool spectralNorm) => new(
        inputs, outputs, kernel, stride: 1, padding: kernel / 2, bias: true, parameters, spectralNorm,
        Math.Sqrt(gain / (double)(inputs * kernel * kernel)));

    private static Layer Norm(int channels, int conditionSize, ParameterFactory parameters) =>
        conditionSize > 0
            ? new ConditionalBatchNorm(channels, conditionSize, parameters)
            : new BatchNorm(channels, parameters);
}
