using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Tests.Onnx.Writing;

/// <summary>Operators on images whose height and width are known at run time only.</summary>
[TestClass]
public sealed class OpenSizesTests
{
    private const int Channels = 4;

    /// <summary>What makes <c>y</c> of an image of four channels, and a side of that from the image's.</summary>
    public static IEnumerable<object[]> Operators =>
    [
        One("Conv2d", (g, x) => g.Conv2d("y", x, Weights(3 * Channels * 16), Weights(3), 3, 4, 2, 1), s => s / 2),
        One("ConvTranspose2d", (g, x) => g.ConvTranspose2d(
            "y", x, Weights(Channels * 2 * 9), null, 2, 3, 2, 1, 1), s => 2 * s),
        One("AveragePool2d", (g, x) => g.AveragePool2d("y", x), s => s / 2),
        One("InstanceNormalization", (g, x) => g.InstanceNormalization("y", x, Weights(4), Weights(4)), s => s),
        One("ReflectionPad2d", (g, x) => g.ReflectionPad2d("y", x, 3), s => s + 6),
        One("DepthToSpace", (g, x) => g.DepthToSpace("y", x), s => 2 * s),
        One("UpsampleNearest", (g, x) => g.UpsampleNearest("y", x, 3), s => 3 * s),
        One("UpsampleBilinear", (g, x) => g.UpsampleBilinear("y", x), s => 2 * s),
        One("PRelu", (g, x) => g.PRelu("y", x, Weights(4)), s => s),
        One("Concat", (g, x) => g.Concat("y", [x, g.Tanh("tanh", x)]), s => s),
        One("Narrow", (g, x) => g.Narrow("y", x, axis: 1, 1, 2), s => s),
        One("Add", (g, x) => g.Add("y", x, g.Relu("relu", x)), s => s),
        One("ScaleAndShift", (g, x) => g.ScaleAndShift("y", x, Weights(4), Weights(4)), s => s),
        One("ScaleAndShift, folded", (g, x) => g.ScaleAndShift(
            "y", g.Conv2d("conv", x, Weights(16 * 9), null, 4, 3, 1, 1), Weights(4), Weights(4)), s => s),
        One("a convolution of doubled pixels", (g, x) => g.Conv2d(
            "y", g.UpsampleNearest("up", x), Weights(2 * 4 * 9), Weights(2), 2, 3, 1, 1), s => 2 * s),
    ];

    /// <summary>Where height and width are known, operators are held against numbers by hand elsewhere.</summary>
    [TestMethod]
    [DynamicData(nameof(Operators))]
    public void One_graph_computes_for_every_size_what_a_graph_of_that_size_does(
        string name, object operation, object size)
    {
        var build = (Func<OnnxGraph, OnnxValue, OnnxValue>)operation;
        var sizeOf = (Func<long, long>)size;
        byte[] open = Model(name, build, null, null);
        foreach (var (height, width) in ((long, long)[])[(4, 4), (6, 10), (8, 4)])
        {
            float[] image = OnnxRun.Numbers((int)(2 * Channels * height * width), 5);
            long[] shape = [2, Channels, height, width];

            float[] expected = OnnxRun.Run(Model(name, build, height, width), out long[] closed, ("x", image, shape));
            float[] computed = OnnxRun.Run(open, out long[] found, ("x", image, shape));

            CollectionAssert.AreEqual(closed, found);
            CollectionAssert.AreEqual(new[] { sizeOf(height), sizeOf(width) }, found[2..]);
            OnnxRun.AreClose(expected, computed, 0);
        }
    }

    [TestMethod]
    public void Inputs_and_outputs_name_the_sides_that_they_leave_open()
    {
        var graph = new OnnxGraph("test");
        var x = graph.Input("x", null, 3, null, null);
        graph.Output("y", graph.UpsampleNearest("up", graph.Relu("relu", x)));
        graph.Output("z", graph.Relu("relu2", graph.Input("half", null, 3, 8, null)));
        var model = ModelProto.Parser.ParseFrom(graph.ToBytes()).Graph;

        Assert.AreEqual("N, 3, height, width", Sides(model.Input[0]));
        Assert.AreEqual("N, 3, 8, width", Sides(model.Input[1]));
        Assert.AreEqual("N, 3, y_height, y_width", Sides(model.Output[0]));
        Assert.AreEqual("N, 3, 8, z_width", Sides(model.Output[1]));
        Assert.AreEqual("N, 3, , ", Sides(model.ValueInfo[0]));
        Assert.AreEqual("x [N, 3, ?, ?]", x.ToString());

        static string Sides(ValueInfoProto value) => string.Join(", ", value.Type.TensorType.Shape.Dim.Select(
            dim => dim.HasDimValue ? $"{dim.DimValue}" : dim.DimParam));
    }

    [TestMethod]
    public void PRelu_has_a_slope_for_each_channel()
    {
        Expect([-0.5f, 2, 6, 4], (g, x) => g.PRelu("y", x, [0.5f, -2]), [-1, 2, -3, 4], 1, 2, 1, 2);
        Expect([-0.5f, 6], (g, x) => g.PRelu("y", x, [0.5f, -2]), [-1, -3], 1, 2);
        Thrown.With<ArgumentException>("2 numbers in its slopes", () => Expect(
            [], (g, x) => g.PRelu("y", x, [0.5f]), [-1, -3], 1, 2));
    }

    [TestMethod]
    public void ReflectionPad2d_mirrors_what_lies_inside()
    {
        Expect(
            [5, 4, 5, 6, 5, 2, 1, 2, 3, 2, 5, 4, 5, 6, 5, 2, 1, 2, 3, 2],
            (g, x) => g.ReflectionPad2d("y", x, 1), [1, 2, 3, 4, 5, 6], 1, 1, 2, 3);
        Thrown.With<ArgumentException>("can't be mirrored", () => Expect(
            [], (g, x) => g.ReflectionPad2d("y", x, 2), [1, 2, 3, 4, 5, 6], 1, 1, 2, 3));
    }

    [TestMethod]
    public void Channels_have_to_be_known_still()
    {
        var graph = new OnnxGraph("test");
        var x = graph.Input("x", null, null, 4, 4);
        Thrown.With<ArgumentException>("with C known", () => graph.ReflectionPad2d("y", x, 1));
        Thrown.With<ArgumentException>("with C known", () => graph.DepthToSpace("y", x));
    }

    private static object[] One(string name, Func<OnnxGraph, OnnxValue, OnnxValue> build, Func<long, long> size) =>
        [name, build, size];

    private static float[] Weights(int count) => OnnxRun.Numbers(count, 2);

    private static byte[] Model(
        string name, Func<OnnxGraph, OnnxValue, OnnxValue> build, long? height, long? width)
    {
        var graph = new OnnxGraph(name);
        graph.Output("output", build(graph, graph.Input("x", null, Channels, height, width)));
        return graph.ToBytes();
    }

    private static void Expect(
        float[] expected, Func<OnnxGraph, OnnxValue, OnnxValue> build, float[] input, params long[] shape)
    {
        var graph = new OnnxGraph("test");
        var y = build(graph, graph.Input("x", [null, .. shape[1..].Select(d => (long?)d)]));
        graph.Output("y", y);

        float[] actual = OnnxRun.Run(graph.ToBytes(), out long[] found, ("x", input, shape));

        CollectionAssert.AreEqual(y.Shape.Select(d => d ?? shape[0]).ToArray(), found);
        OnnxRun.AreClose(expected, actual, 0);
    }
}
