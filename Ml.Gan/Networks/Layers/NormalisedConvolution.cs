namespace Ml.Gan.Networks.Layers;

/// <summary>
/// A convolution that keeps height and width, of 3×3 where nothing else is asked for, batch normalisation and ReLU: (N, inputs, H, W) to
/// (N, outputs, H, W).
/// </summary>
internal static class NormalisedConvolution
{
    public static Layer[] Create(int inputs, int outputs, ParameterFactory parameters, int kernel = 3) =>
    [
        new Convolution(inputs, outputs, kernel, stride: 1, padding: kernel / 2, bias: false, parameters),
        new BatchNorm(outputs, parameters),
        new Relu(),
    ];
}
