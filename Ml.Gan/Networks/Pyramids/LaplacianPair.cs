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
        var (planes, height, width) = (input.shape[1], input.shape[2], input.shape[3]);
        Tensor Unpacked(Tensor images) => images.reshape(-1, planes / channels, channels, height, width);
        var blurred = _up.call(_down.call(input));
        return torch.cat([Unpacked(input - blurred), Unpacked(blurred)], 2).reshape(-1, 2 * planes, height, width);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input)
    {
        var (planes, height, width) = (input.Shape[1]!.Value, input.Shape[2]!.Value, input.Shape[3]!.Value);
        OnnxValue Unpacked(string part, OnnxValue images) =>
            graph.Reshape($"{prefix}/{part}/images", images, 0, planes / channels, channels, height, width);
        var blurred = _up.Export(graph, $"{prefix}/up", _down.Export(graph, $"{prefix}/down", input));
        var difference = graph.Sub($"{prefix}/difference", input, blurred);
        var pairs = graph.Concat($"{prefix}/pairs", [Unpacked("difference", difference), Unpacked("blurred", blurred)], axis: 2);
        return graph.Reshape(prefix, pairs, 0, 2 * planes, height, width);
    }
}
