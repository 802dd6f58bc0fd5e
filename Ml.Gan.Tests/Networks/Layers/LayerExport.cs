using Ml.Gan.Networks.Layers;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks.Layers;

/// <summary>Compares what a layer computes with what ONNX Runtime makes of its export.</summary>
internal static class LayerExport
{
    /// <summary>Inference on a batch (N, …), in both; N is left open in the graph.</summary>
    public static void AreTheSame(Layer layer, Tensor input)
    {
        long[] shape = input.shape;
        var graph = new OnnxGraph("layer");
        graph.Output("y", layer.Export(graph, "layer", graph.Input("x", [null, .. shape[1..].Select(d => (long?)d)])));
        float[] exported = OnnxRun.Run(graph, ("x", input.ToFloats(), shape));
        layer.eval();
        OnnxRun.AreClose(layer.call(input).ToFloats(), exported, 1e-5f);
    }
}
