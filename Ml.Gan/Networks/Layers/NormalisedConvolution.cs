namespace Ml.Gan.Networks.Layers;

/// <summary>A convolution of 3×3 that keeps height and width, batch normalisation and ReLU: (N, inputs, H, W) to (N, outputs, H, W).</summary>
internal static class NormalisedConvolution
{
    public static Layer[] Create(int inputs, int outputs, ParameterFactory parameters) =>
    [
        new Convolution(inputs, outputs, kernel: 3, stride: 1, padding: 1, bias: false, parameters),
        new BatchNorm(outputs, parameters),
        new Relu(),
    ];
}
