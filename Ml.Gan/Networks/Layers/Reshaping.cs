using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>(N, …) to (N, everything else in one dimension).</summary>
public sealed class Flatten() : Layer("flatten")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.reshape(input.shape[0], -1);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) =>
        graph.Reshape(prefix, input, 0, -1);
}

/// <summary>(N, C·H·W) to (N, C, H, W).</summary>
public sealed class Unflatten(int channels, int height, int width) : Layer("unflatten")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.view(-1, channels, height, width);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) =>
        graph.Reshape(prefix, input, 0, channels, height, width);
}
