using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// Pixelwise feature normalisation (Karras et al., 2018): the channels of each pixel, or the numbers of each vector, are divided by the
/// root of their mean square. (N, C, H, W) or (N, C), the shape stays.
/// </summary>
public sealed class PixelNorm() : Layer("pixel_norm")
{
    private const float Epsilon = 1e-8f;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input * (input.square().mean([1], keepdim: true) + Epsilon).rsqrt();

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input)
    {
        var square = graph.ReduceMean($"{prefix}/mean", graph.Mul($"{prefix}/square", input, input), axis: 1);
        var safe = graph.Add($"{prefix}/safe", square, graph.Constant($"{prefix}/epsilon", [Epsilon], 1));
        return graph.Div(prefix, input, graph.Sqrt($"{prefix}/root", safe));
    }
}
