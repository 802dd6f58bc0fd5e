using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Means of blocks of pixels: (N, C, H, W) to (N, C, H/factor, W/factor); both have to be multiples of the factor.
/// </summary>
public sealed class AveragePooling(int factor = 2) : Layer("average")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => nn.functional.avg_pool2d(input, factor);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.AveragePool2d(prefix, input, factor);
}

/// <summary>Repeats pixels: (N, C, H, W) to (N, C, factor·H, factor·W).</summary>
public sealed class NearestUpsampling(int factor = 2) : Layer("nearest")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        long[] shape = input.shape;
        return ChannelsLast.Of(input).permute(0, 2, 3, 1).unsqueeze(3).unsqueeze(2)
            .expand(shape[0], shape[2], factor, shape[3], factor, shape[1])
            .reshape(shape[0], shape[2] * factor, shape[3] * factor, shape[1]).permute(0, 3, 1, 2);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.UpsampleNearest(prefix, input, factor);
}

/// <summary>
/// Interpolates between pixel centers (PyTorch's <c>align_corners=False</c>): (N, C, H, W) to (N, C, factor·H,
/// factor·W).
/// </summary>
public sealed class BilinearUpsampling(int factor = 2) : Layer("bilinear")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => nn.functional.interpolate(
        input, size: [input.shape[2] * factor, input.shape[3] * factor], mode: InterpolationMode.Bilinear,
        align_corners: false);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.UpsampleBilinear(prefix, input, factor);
}

/// <summary>Layers between the sizes of images in different stages.</summary>
internal static class Resizing
{
    /// <summary>Averages blocks of pixels; the identity for a factor of 1.</summary>
    public static Layer Down(int factor) => factor == 1 ? Same() : new AveragePooling(factor);

    /// <summary>Repeats pixels; the identity for a factor of 1.</summary>
    public static Layer Up(int factor) => factor == 1 ? Same() : new NearestUpsampling(factor);

    private static LayerSequence Same() => new("same", []);
}
