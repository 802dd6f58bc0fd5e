using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>Means of blocks of pixels: (N, C, H, W) to (N, C, H/factor, W/factor); both have to be multiples of the factor.</summary>
public sealed class AveragePooling(int factor = 2) : Layer("average")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.avg_pool2d(input, factor);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) => graph.AveragePool2d(prefix, input, factor);
}
