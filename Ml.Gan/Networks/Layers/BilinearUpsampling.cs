using Ml.Gan.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// Interpolates between pixel centres (PyTorch's <c>align_corners=False</c>): (N, C, H, W) to (N, C, factor·H, factor·W).
/// </summary>
public sealed class BilinearUpsampling(int factor = 2) : Layer("bilinear")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.interpolate(
        input, size: [input.shape[2] * factor, input.shape[3] * factor], mode: InterpolationMode.Bilinear, align_corners: false);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) => graph.UpsampleBilinear(prefix, input, factor);
}
