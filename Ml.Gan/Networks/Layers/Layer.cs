using Ml.Gan.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// One layer of a network: what it computes in training (<c>forward</c>) and what it writes to ONNX for inference
/// (<c>Export</c>) stand side by side, so that the exporter is a walk over the layers.
/// </summary>
public abstract class Layer : nn.Module<Tensor, Tensor>
{
    /// <summary>Creates the layer; <paramref name="name"/> is used in messages and ONNX node names.</summary>
    protected Layer(string name)
        : base(name)
    {
    }

    /// <summary>Writes the layer's inference-time computation.</summary>
    /// <param name="graph">The graph to write to.</param>
    /// <param name="prefix">Unique prefix for the names of this layer's nodes and constants.</param>
    /// <param name="input">The layer's input, with the batch dimension N first.</param>
    /// <returns>The layer's output.</returns>
    public abstract OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input);

    /// <summary>What the layer computes where the network has a condition, (N, c): the same, unless the layer is conditional or holds layers.</summary>
    public virtual Tensor Apply(Tensor input, Tensor? condition) => call(input);

    /// <summary>Writes what <see cref="Apply"/> computes at inference time.</summary>
    public virtual OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) => Export(graph, prefix, input);
}
