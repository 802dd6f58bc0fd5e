using System.Text;

namespace Ml.Gan.Tests.Onnx.Writing;

/// <summary>Layers that are written in a form that runs faster compute what their definitions say.</summary>
[TestClass]
public sealed class LoweredLayersTests
{
    private const int Channels = 3, Outputs = 2, Side = 5;

    private static readonly float[] s_image = OnnxRun.Numbers(Channels * Side * Side, 1);
    private static readonly float[] s_weight = OnnxRun.Numbers(Outputs * Channels * 9, 2);
    private static readonly float[] s_bias = OnnxRun.Numbers(Outputs, 3);

    [TestMethod]
    public void A_convolution_of_doubled_pixels_is_one_transposed_convolution()
    {
        var graph = Graph(out var image);
        graph.Output("y", Convolution(graph, graph.UpsampleNearest("doubled", image)));

        OnnxRun.AreClose(Expected(), Run(graph), 1e-5f);
        Assert.IsFalse(Has(graph, "Resize"));
    }

    [TestMethod]
    public void Batch_norm_behind_it_is_folded_first()
    {
        var graph = Graph(out var image);
        graph.Output(
            "y",
            graph.ScaleAndShift("bn", Convolution(graph, graph.UpsampleNearest("doubled", image)), [2, -3], [1, 0.5f]));

        float[] expected = Expected();
        for (int i = 0; i < expected.Length; i++)
            expected[i] = i < expected.Length / 2 ? (2 * expected[i]) + 1 : (-3 * expected[i]) + 0.5f;
        OnnxRun.AreClose(expected, Run(graph), 3e-5f);
        Assert.IsFalse(Has(graph, "Resize"));
        Assert.IsFalse(Has(graph, "Mul"));
    }

    [TestMethod]
    public void Doubled_pixels_that_are_read_elsewhere_stay()
    {
        var graph = Graph(out var image);
        var doubled = graph.UpsampleNearest("doubled", image);
        graph.Output("y", Convolution(graph, doubled));
        graph.Output("z", graph.Neg("negative", doubled));

        OnnxRun.AreClose(Expected(), Run(graph), 1e-5f);
        Assert.IsTrue(Has(graph, "Resize"));
    }

    [TestMethod]
    [DataRow(3, 3, 1, 1)]
    [DataRow(2, 3, 2, 1)]
    [DataRow(2, 3, 1, 0)]
    [DataRow(2, 1, 1, 0)]
    public void Other_convolutions_stay_as_they_are(int scale, int kernel, int stride, int padding)
    {
        var graph = Graph(out var image);
        graph.Output("y", graph.Conv2d(
            "conv", graph.UpsampleNearest("up", image, scale), s_weight[..(Outputs * Channels * kernel * kernel)],
            s_bias, Outputs, kernel, stride, padding));

        Assert.IsTrue(Has(graph, "Resize"));
        Assert.IsFalse(Has(graph, "ConvTranspose"));
    }

    [TestMethod]
    public void Smooth_upsampling_stays()
    {
        var graph = Graph(out var image);
        graph.Output("y", Convolution(graph, graph.UpsampleBilinear("up", image)));
        Assert.IsFalse(Has(graph, "ConvTranspose"));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void First_feature_maps_are_a_product_of_matrices(bool hasBias)
    {
        const int Size = 4, Maps = 2, Height = 3;
        float[] weight = OnnxRun.Numbers(Size * Maps * Height * Height, 4), latents = OnnxRun.Numbers(2 * Size, 5);
        var graph = new OnnxGraph("test");
        var point = graph.Reshape("point", graph.Input("x", null, Size), 0, Size, 1, 1);
        var maps = graph.ConvTranspose2d("project", point, weight, hasBias ? s_bias : null, Maps, Height);
        graph.Output("y", graph.Relu("relu", graph.ScaleAndShift("bn", maps, [2, 3], [0.5f, -0.5f])));

        float[] expected = new float[2 * Maps * Height * Height];
        for (int i = 0; i < expected.Length; i++)
        {
            int row = i / (Maps * Height * Height), feature = i % (Maps * Height * Height);
            int map = feature / (Height * Height);
            double sum = hasBias ? s_bias[map] : 0;
            for (int k = 0; k < Size; k++)
                sum += (double)latents[(row * Size) + k] * weight[(k * Maps * Height * Height) + feature];
            expected[i] = (float)Math.Max(0, map == 0 ? (2 * sum) + 0.5 : (3 * sum) - 0.5);
        }

        float[] values = OnnxRun.Run(graph.ToBytes(), out long[] shape, ("x", latents, [2, Size]));
        CollectionAssert.AreEqual(new long[] { 2, Maps, Height, Height }, shape);
        OnnxRun.AreClose(expected, values, 1e-5f);
        Assert.IsFalse(Has(graph, "ConvTranspose"));
        Assert.IsTrue(Has(graph, "Gemm"));
    }

    private static float[] Expected() => NaiveLayers.Convolved(
        NaiveLayers.Doubled(s_image, Channels, Side), s_weight, s_bias, Channels, 2 * Side);

    private static OnnxGraph Graph(out OnnxValue image)
    {
        var graph = new OnnxGraph("test");
        image = graph.Input("x", null, Channels, Side, Side);
        return graph;
    }

    private static OnnxValue Convolution(OnnxGraph graph, OnnxValue value) =>
        graph.Conv2d("conv", value, s_weight, s_bias, Outputs, 3, 1, 1);

    private static float[] Run(OnnxGraph graph) => OnnxRun.Run(graph, ("x", s_image, [1, Channels, Side, Side]));

    private static bool Has(OnnxGraph graph, string text) => Encoding.Latin1.GetString(graph.ToBytes()).Contains(text);
}
