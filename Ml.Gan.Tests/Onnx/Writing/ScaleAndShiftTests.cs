using System.Text;

namespace Ml.Gan.Tests.Onnx.Writing;

/// <summary>Batch norm at inference: folded or not, the numbers are scale·x + shift.</summary>
[TestClass]
public class ScaleAndShiftTests
{
    private const int Channels = 3;
    private static readonly float[] s_scale = [0.5f, -2, 3];
    private static readonly float[] s_shift = [1, 0.25f, -4];

    public static IEnumerable<object[]> Producers =>
        from op in new[] { "Conv", "ConvTranspose", "Gemm" }
        from bias in new[] { false, true }
        from times in new[] { 1, 2 }
        select new object[] { op, bias, times };

    [TestMethod]
    [DynamicData(nameof(Producers))]
    public void It_folds_into_the_weights_of_the_node_before(string op, bool bias, int times)
    {
        var plain = new OnnxGraph("plain");
        plain.Output("y", Produce(plain, op, bias));
        var scaled = new OnnxGraph("folded");
        var value = Produce(scaled, op, bias);
        for (int i = 0; i < times; i++)
            value = scaled.ScaleAndShift($"bn{i}", value, s_scale, s_shift);
        scaled.Output("y", value);

        float[] expected = Run(plain, op);
        for (int i = 0; i < times; i++)
            expected = Applied(expected, op == "Gemm" ? 1 : expected.Length / Channels / 2);
        OnnxRun.AreClose(expected, Run(scaled, op), 3e-5f);
        Assert.IsFalse(Has(scaled, "Mul"), "no Mul is left");
        Assert.IsFalse(Has(scaled, "scaled"), "no intermediate value is left");
    }

    [TestMethod]
    public void It_stays_a_Mul_and_an_Add_where_another_node_reads_the_value()
    {
        var plain = new OnnxGraph("plain");
        plain.Output("y", Produce(plain, "Conv", true));
        var graph = new OnnxGraph("test");
        var value = Produce(graph, "Conv", true);
        var scaled = graph.ScaleAndShift("bn", value, s_scale, s_shift);
        graph.Output("y", graph.Add("sum", value, scaled));

        float[] conv = Run(plain, "Conv");
        float[] expected = [.. conv.Zip(Applied(conv, conv.Length / Channels / 2), (a, b) => a + b)];
        OnnxRun.AreClose(expected, Run(graph, "Conv"), 3e-5f);
        Assert.IsTrue(Has(graph, "Mul"));
    }

    [TestMethod]
    public void It_stays_where_the_value_is_an_output_too()
    {
        var graph = new OnnxGraph("test");
        var value = Produce(graph, "Conv", false);
        graph.Output("plain", value);
        graph.Output("scaled", graph.ScaleAndShift("bn", value, s_scale, s_shift));
        var plain = new OnnxGraph("plain");
        plain.Output("y", Produce(plain, "Conv", false));
        OnnxRun.AreClose(Run(plain, "Conv"), Run(graph, "Conv"), 0);
    }

    [TestMethod]
    public void It_works_behind_an_activation_and_on_an_input()
    {
        var graph = new OnnxGraph("test");
        var x = graph.ScaleAndShift("first", graph.Input("x", null, Channels), s_scale, s_shift);
        graph.Output("y", graph.ScaleAndShift("second", graph.Relu("relu", x), s_scale, s_shift));
        float[] relu = [1.5f, 0, 5];
        OnnxRun.AreClose(
            [(0.5f * relu[0]) + 1, (-2 * relu[1]) + 0.25f, (3 * relu[2]) - 4],
            OnnxRun.Run(graph, ("x", [1, 2, 3], [1, 3])));
    }

    [TestMethod]
    public void Weights_that_two_nodes_share_are_copied_before_they_change()
    {
        var graph = new OnnxGraph("test");
        var x = graph.Input("x", null, 1);
        var weight = graph.Constant("shared", [2f], 1, 1);
        var one = graph.ScaleAndShift("bn", graph.Node("Gemm", "one", [x, weight], [null, 1]), [10], [1]);
        var two = graph.Node("Gemm", "two", [x, weight], [null, 1]);
        graph.Output("y", graph.Concat("both", [one, two]));
        OnnxRun.AreClose([61, 6], OnnxRun.Run(graph, ("x", [3], [1, 1])));
        Assert.IsFalse(Has(graph, "Mul"));
    }

    private static OnnxValue Produce(OnnxGraph graph, string op, bool bias)
    {
        float[]? b = bias ? [0.5f, 1.5f, -1] : null;
        return op switch
        {
            "Conv" => graph.Conv2d("conv", graph.Input("x", null, 2, 4, 4), OnnxRun.Numbers(54, 1), b, Channels, 3),
            "ConvTranspose" =>
                graph.ConvTranspose2d(
                    "up", graph.Input("x", null, 2, 4, 4), OnnxRun.Numbers(96, 2), b, Channels, 4, 2, 1),
            _ => graph.Linear("fc", graph.Input("x", null, 4), OnnxRun.Numbers(12, 3), b, Channels),
        };
    }

    private static float[] Run(OnnxGraph graph, string op) => op == "Gemm"
        ? OnnxRun.Run(graph, ("x", OnnxRun.Numbers(8, 4), [2, 4]))
        : OnnxRun.Run(graph, ("x", OnnxRun.Numbers(64, 4), [2, 2, 4, 4]));

    private static float[] Applied(float[] values, int inner) =>
        [.. values.Select((v, i) => (s_scale[i / inner % Channels] * v) + s_shift[i / inner % Channels])];

    private static bool Has(OnnxGraph graph, string text) =>
        graph.ToBytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
