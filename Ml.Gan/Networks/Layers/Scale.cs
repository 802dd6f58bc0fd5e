using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>factor·x.</summary>
public sealed class Scale(double factor) : Layer("scale")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input * factor;

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) =>
        graph.Mul(prefix, input, graph.Constant($"{prefix}/factor", [(float)factor], 1));
}
