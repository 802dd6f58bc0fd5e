namespace Ml.Gan.Networks.Styles;

/// <summary>
/// StyleGAN2's residual discriminator (Karras et al., 2020): a 1×1 convolution from the image, for each halving two
/// 3×3 convolutions beside a 1×1 convolution, their sum divided by √2; then the standard deviation of groups, a 3×3
/// convolution and a fully connected layer. Learning rates are equalized.
/// </summary>
internal static class StyleDiscriminator
{
    private static readonly double s_halfPower = Math.Sqrt(0.5);

    public static DiscriminatorNetwork Create(
        DiscriminatorDesign design, StyleGan2 network, ParameterFactory parameters)
    {
        bool isThere = design.MinibatchFeature == MinibatchFeature.StandardDeviation;
        var builder = new DiscriminatorBuilder(
            design with { MinibatchFeature = isThere ? MinibatchFeature.None : design.MinibatchFeature },
            parameters,
            equalized: true);
        int steps = SquareImages.Halvings(builder.Input), size = builder.Input.Height >> steps;
        builder.AddConvolution(
            builder.Input.Channels, network.ChannelsAfter(0), kernel: 1, stride: 1, padding: 0, batchNorm: false);
        for (int step = 1; step <= steps; step++)
            builder.Add(Block(network.ChannelsAfter(step - 1), network.ChannelsAfter(step), design, parameters));
        int channels = network.ChannelsAfter(steps);
        builder.Add(new GroupStandardDeviation());
        builder.AddConvolution(channels + 1, channels, kernel: 3, stride: 1, padding: 1, batchNorm: false);
        builder.Flatten();
        builder.AddLinear(channels * size * size, channels, new LeakyRelu());
        return builder.Build(channels);
    }

    /// <summary>
    /// Halves height and width. The sum's 1/√2 is in the gains of both branches, which a LeakyReLU passes on.
    /// </summary>
    private static Residual Block(int inputs, int outputs, DiscriminatorDesign design, ParameterFactory parameters)
    {
        EqualizedConvolution Convolution(int to, int kernel, int stride, int padding, double gain) =>
            new(inputs, to, kernel, stride, padding, gain, parameters, design.SpectralNorm);
        return new Residual(
            [
                Convolution(inputs, kernel: 3, stride: 1, padding: 1, EqualizedWeight.RectifierGain),
                .. design.Activated(new LeakyRelu(), parameters),
                new BinomialFilter(padding: 2),
                Convolution(outputs, kernel: 3, stride: 2, padding: 0, EqualizedWeight.RectifierGain * s_halfPower),
                .. design.Activated(new LeakyRelu(), parameters),
            ],
            [
                new BinomialFilter(padding: 1, stride: 2),
                Convolution(outputs, kernel: 1, stride: 1, padding: 0, s_halfPower),
            ]);
    }
}
