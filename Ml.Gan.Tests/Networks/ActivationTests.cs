using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class ActivationTests
{
    private static readonly float[] s_inputs = [-80, -3.5f, -1, -1e-3f, 0, 1e-3f, 0.5f, 2, 6, 80];

    public static IEnumerable<object[]> Activations =>
    [
        [new Relu(), (Func<double, double>)(x => Math.Max(0, x))],
        [new LeakyRelu(), (Func<double, double>)(x => x < 0 ? 0.2 * x : x)],
        [new Tanh(), (Func<double, double>)Math.Tanh],
        [new Hardtanh(), (Func<double, double>)(x => Math.Clamp(x, -1, 1))],
        [new Sigmoid(), (Func<double, double>)(x => 1 / (1 + Math.Exp(-x)))],
        [new ImageSigmoid(), (Func<double, double>)(x => Math.Tanh(x / 2))],
        [new Scale(-2.5), (Func<double, double>)(x => -2.5 * x)],
    ];

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Libtorch_and_onnx_runtime_compute_the_function(Layer layer, Func<double, double> function)
    {
        using var scope = NewDisposeScope();
        using var owned = layer;
        float[] expected = [.. s_inputs.Select(x => (float)function(x))];

        OnnxRun.AreClose(expected, layer.call(torch.tensor(s_inputs, [2, 5])).ToFloats(), 1e-5f);

        var graph = new OnnxGraph("activation");
        graph.Output("y", layer.Export(graph, "layer", graph.Input("x", null, 5)));
        OnnxRun.AreClose(expected, OnnxRun.Run(graph, ("x", s_inputs, [2, 5])), 1e-5f);
    }
}
