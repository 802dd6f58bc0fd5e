using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>Compares what a layer computes with what ONNX Runtime makes of its export.</summary>
internal static class LayerExport
{
    /// <summary>
    /// Inference on a batch (N, …), with conditions (N, c) or without, in both; N is left open in the graph.
    /// </summary>
    public static void AreTheSame(Layer layer, Tensor input, Tensor? condition = null)
    {
        var graph = new OnnxGraph("layer");
        var x = Input(graph, "x", input);
        graph.Output("y", layer.Export(graph, "layer", x, condition is null ? null : Input(graph, "c", condition)));
        List<(string, float[], long[])> inputs = [("x", input.ToFloats(), input.shape)];
        if (condition is not null)
            inputs.Add(("c", condition.ToFloats(), condition.shape));
        float[] exported = OnnxRun.Run(graph, [.. inputs]);
        layer.eval();
        OnnxRun.AreClose(layer.call(input, condition).ToFloats(), exported, 1e-5f);
    }

    /// <summary>
    /// Inference on images (N, C, H, W) of one size and of others, by one graph that leaves N, H and W open.
    /// </summary>
    public static void AreTheSameAtAnySize(Layer layer, params Tensor[] inputs)
    {
        var graph = new OnnxGraph("layer");
        graph.Output("y", layer.Export(graph, "layer", graph.Input("x", null, inputs[0].shape[1], null, null)));
        byte[] model = graph.ToBytes();
        layer.eval();
        foreach (var input in inputs)
        {
            float[] exported = OnnxRun.Run(model, out long[] shape, ("x", input.ToFloats(), input.shape));
            var expected = layer.call(input);
            CollectionAssert.AreEqual(expected.shape, shape);
            OnnxRun.AreClose(expected.ToFloats(), exported, 1e-5f);
        }
    }

    private static OnnxValue Input(OnnxGraph graph, string name, Tensor batch) =>
        graph.Input(name, [null, .. batch.shape[1..].Select(d => (long?)d)]);
}
