using Ml.Gan.Networks.Layers;

namespace Ml.Gan.Networks;

/// <summary>
/// The residual blocks of WGAN-GP (Gulrajani et al., 2017) and SAGAN (Zhang et al., 2019): two 3×3 convolutions beside a shortcut, which
/// is a 1×1 convolution. Convolutions start normal, with standard deviation √(2/inputs) after a ReLU (He et al., 2015), √(1/inputs)
/// elsewhere.
/// </summary>
internal static class ResidualBlocks
{
    /// <summary>A block of a generator that doubles height and width, batch-normalised conditionally where there is a condition.</summary>
    public static Residual Up(int inputs, int outputs, int conditionSize, ParameterFactory parameters, bool spectralNorm) => new(
        [
            Norm(inputs, conditionSize, parameters), new Relu(), new NearestUpsampling(),
            Convolution(inputs, outputs, kernel: 3, gain: 2, parameters, spectralNorm),
            Norm(outputs, conditionSize, parameters), new Relu(),
            Convolution(outputs, outputs, kernel: 3, gain: 2, parameters, spectralNorm),
        ],
        [Convolution(inputs, outputs, kernel: 1, gain: 1, parameters, spectralNorm), new NearestUpsampling()]);

    /// <summary>A block of a discriminator, which halves height and width or keeps them. Images are not to be rectified first.</summary>
    public static Residual Down(int inputs, int outputs, DiscriminatorDesign design, ParameterFactory parameters, bool ofImages, bool halves)
    {
        Convolution Convolve(int from, int kernel, int gain) => Convolution(from, outputs, kernel, gain, parameters, design.SpectralNorm);
        Layer[] pooling = halves ? [new AveragePooling()] : [];
        Layer[] before = ofImages ? [] : design.Activated(new Relu(), parameters);
        return new Residual(
            [.. before, Convolve(inputs, 3, ofImages ? 1 : 2), .. design.Activated(new Relu(), parameters), Convolve(outputs, 3, 2), .. pooling],
            [.. pooling.Length > 0 ? new Layer[] { new AveragePooling() } : [], Convolve(inputs, 1, 1)]);
    }

    private static Convolution Convolution(int inputs, int outputs, int kernel, int gain, ParameterFactory parameters, bool spectralNorm) => new(
        inputs, outputs, kernel, stride: 1, padding: kernel / 2, bias: true, parameters, spectralNorm,
        Math.Sqrt(gain / (double)(inputs * kernel * kernel)));

    private static Layer Norm(int channels, int conditionSize, ParameterFactory parameters) =>
        conditionSize > 0 ? new ConditionalBatchNorm(channels, conditionSize, parameters) : new BatchNorm(channels, parameters);
}
