using Ml.Gan.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>Repeats pixels: (N, C, H, W) to (N, C, factor·H, factor·W).</summary>
public sealed class NearestUpsampling(int factor = 2) : Layer("nearest")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        long[] shape = input.shape;
        return input.reshape(shape[0], shape[1], shape[2], 1, shape[3], 1)
            .expand(shape[0], shape[1], shape[2], factor, shape[3], factor)
            .reshape(shape[0], shape[1], shape[2] * factor, shape[3] * factor);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) => graph.UpsampleNearest(prefix, input, factor);
}
