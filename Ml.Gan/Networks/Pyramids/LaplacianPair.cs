using Ml.Gan.Networks.Layers;
using Ml.Gan.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Pyramids;

/// <summary>
/// An image as one level of a Laplacian pyramid sees it: the difference from itself at half the resolution, and beside it that blurred image,
/// (N, C, H, W) to (N, 2C, H, W). Half the resolution means average pooling, then bilinear up-sampling. Packs of m images, (N, mC, H, W), give
/// m such pairs, (N, 2mC, H, W).
/// </summary>
internal sealed class LaplacianPair(int channels) : Layer("laplacian_pair")
{
    private readonly AveragePooling _down = new();
    private readonly BilinearUpsampling _up = new();

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        long[] shape = input.shape;
        var images = input.reshape(-1, channels, shape[2], shape[3]);
        var blurred = _up.call(_down.call(images));
        return torch.cat([images - blurred, blurred], 1).reshape(shape[0], 2 * shape[1], shape[2], shape[3]);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input)
    {
        var (planes, height, width) = (input.Shape[1]!.Value, input.Shape[2]!.Value, input.Shape[3]!.Value);
        var images = graph.Reshape($"{prefix}/images", input, -1, channels, height, width);
        var blurred = _up.Export(graph, $"{prefix}/up", _down.Export(graph, $"{prefix}/down", images));
        var pairs = graph.Concat($"{prefix}/pairs", [graph.Sub($"{prefix}/difference", images, blurred), blurred]);
        return graph.Reshape(prefix, pairs, -1, 2 * planes, height, width);
    }
}
