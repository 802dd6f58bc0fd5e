using Google.Protobuf;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Loading.Sizes;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Tests.Onnx.Loading.Sizes;

/// <summary>The sizes that are told of operators are those of what ONNX Runtime computes.</summary>
[TestClass]
public sealed class SizeWalkTests
{
    private static readonly long[] s_image = [1, 4, 6, 8];

    /// <summary>Graphs that make <c>y</c> of <c>x</c>, an image of four channels, 6×8.</summary>
    public static IEnumerable<object[]> Graphs =>
    [
        One("Relu", g => g.Node("Relu", "y", [g.X], [null])),
        One("Add", g => g.Node("Add", "y", [g.X, g.Floats(4, 1, 1)], [null])),
        One("Where", g => g.Node("Where", "y", [g.Less, g.X, g.Floats(2, 4, 1, 1)], [null])),
        One("Reshape", g => g.Node("Reshape", "y", [g.X, g.Longs("s", 0, -1, 3)], [null])),
        One("Flatten", g => g.Node("Flatten", "y", [g.X], [null], ("axis", -2))),
        One("Transpose", g => g.Node("Transpose", "y", [g.X], [null], ("perm", new[] { 0, 2, 3, 1 }))),
        One("Transpose all", g => g.Node("Transpose", "y", [g.X], [null])),
        One("Squeeze", g => g.Node("Squeeze", "y", [g.X], [null])),
        One("Squeeze axes", g => g.Node("Squeeze", "y", [g.X, g.Longs("a", 0)], [null])),
        One("Unsqueeze", g => g.Node("Unsqueeze", "y", [g.X, g.Longs("a", -1, 1)], [null])),
        One("Concat", g => g.Node("Concat", "y", [g.X, g.X, g.X], [null], ("axis", -1))),
        One("Slice", g => g.Node(
            "Slice", "y",
            [g.X, g.Longs("a", 1, -1), g.Longs("b", 100, -7), g.Longs("c", 1, 3), g.Longs("d", 2, -2)], [null])),
        One("Gather", g => g.Node("Gather", "y", [g.X, g.Longs("i", 1, 0, 1)], [null], ("axis", 2))),
        One("Expand", g => g.Node("Expand", "y", [g.X, g.Longs("s", 3, 1, 1, 8)], [null])),
        One("Tile", g => g.Node("Tile", "y", [g.X, g.Longs("s", 2, 1, 3, 1)], [null])),
        One("Pad", g => g.Node("Pad", "y", [g.X, g.Longs("p", 0, 0, 1, 2, 0, 0, 3, -4)], [null])),
        One("Pad, mirrored", g => g.Node(
            "Pad", "y", [g.X, g.Longs("p", 0, 0, 3, 1, 0, 0, 2, 1)], [null], ("mode", "reflect"))),
        One("PRelu", g => g.Node("PRelu", "y", [g.X, g.Floats(4, 1, 1)], [null])),
        One("InstanceNormalization", g => g.Node(
            "InstanceNormalization", "y", [g.X, g.Floats(4), g.Floats(4)], [null])),
        One("OneHot", g => g.Node(
            "OneHot", "y", [g.Shape, g.Graph.Constant("d", [5L], 1), g.Floats(2)], [null], ("axis", 0))),
        One("Range", g => g.Node("Range", "y", [g.Scalar("a", 2), g.Scalar("b", 11), g.Channels], [null])),
        One("Resize scales", g => g.Node(
            "Resize", "y", [g.X, null, g.Graph.Constant("s", [1f, 1, 2.5f, 0.4f], 4)], [null])),
        One("ReduceMean", g => g.Node("ReduceMean", "y", [g.X], [null], ("axes", new[] { 1, -1 }), ("keepdims", 0))),
        One("ReduceSum", g => g.Node("ReduceSum", "y", [g.X, g.Longs("a", 2)], [null])),
        One("ReduceMax", g => g.Node("ReduceMax", "y", [g.X], [null])),
        One("ArgMax", g => g.Node("ArgMax", "y", [g.X], [null], ("axis", 1))),
        One("DepthToSpace", g => g.Node("DepthToSpace", "y", [g.X], [null], ("blocksize", 2))),
        One("SpaceToDepth", g => g.Node("SpaceToDepth", "y", [g.X], [null], ("blocksize", 2))),
        One("Conv", g => g.Node(
            "Conv", "y", [g.X, g.Floats(6, 2, 3, 2)], [null], ("group", 2), ("strides", new[] { 2, 3 }),
            ("pads", new[] { 1, 0, 2, 1 }), ("dilations", new[] { 1, 2 }))),
        One("ConvTranspose", g => g.Node(
            "ConvTranspose", "y", [g.X, g.Floats(4, 3, 4, 3)], [null], ("group", 2), ("strides", new[] { 2, 3 }),
            ("pads", new[] { 1, 0, 1, 1 }), ("output_padding", new[] { 1, 2 }))),
        One("MaxPool", g => g.Node(
            "MaxPool", "y", [g.X], [null], ("kernel_shape", new[] { 3, 2 }), ("strides", new[] { 2, 2 }))),
        One("GlobalAveragePool", g => g.Node("GlobalAveragePool", "y", [g.X], [null])),
        One("MatMul", g => g.Node("MatMul", "y", [g.X, g.Floats(3, 1, 8, 5)], [null])),
        One("MatMul of a vector", g => g.Node("MatMul", "y", [g.X, g.Floats(8)], [null])),
        One("Gemm", g => g.Node(
            "Gemm", "y", [g.Node("Flatten", "f", [g.X], [null]), g.Floats(5, 192)], [null], ("transB", 1))),
        One("RandomNormalLike", g => g.Node("RandomNormalLike", "y", [g.X], [null])),
        One("computed size of an enlargement", g => g.Node(
            "Resize", "y", [g.X, null, null, g.Node("Mul", "m", [g.Shape, g.Longs("t", 1, 1, 2, 3)], [null])], [null])),
        One("computed size of an expansion", g => g.Node("Expand", "y", [g.Floats(1), g.Doubled], [null])),
        One("MaxPool, rounded up", g => g.Node(
            "MaxPool", "y", [g.X], [null], ("kernel_shape", new[] { 3, 2 }), ("strides", new[] { 2, 2 }),
            ("ceil_mode", 1))),
        One("expansion to an input's shape", g => g.Node("Expand", "y", [g.Floats(1), g.Shape], [null])),
    ];

    [TestMethod]
    [DynamicData(nameof(Graphs))]
    public void Sizes_are_those_that_are_computed(string name, object build)
    {
        var graph = new OnnxGraph(name);
        var y = ((Func<Sketch, OnnxValue>)build)(new Sketch(graph));
        graph.Output("output", graph.Node("Cast", "cast", [y], [null], ("to", 1)));
        byte[] model = WithoutShape(graph.ToBytes());

        double[]? told = new SizeWalk(ModelFile.FromBytes(model, long.MaxValue)).Run()["output"]?.Shape;
        OnnxRun.Run(model, out long[] computed, ("x", OnnxRun.Numbers(4 * 6 * 8, 1), s_image));

        Assert.IsNotNull(told, "unknown");
        CollectionAssert.AreEqual(computed, told.Select(dim => (long)dim).ToArray());
    }

    [TestMethod]
    public void Little_is_computed_when_generators_of_this_library_are_loaded()
    {
        foreach (byte[] model in (byte[][])
            [Generators.Image(), Generators.FromSeeds(), EchoGenerator.Bytes("""["a", "b", "c"]""", 2, "3,c2")])
        {
            var walk = new SizeWalk(ModelFile.FromBytes(model, long.MaxValue));
            walk.Run();
            Assert.IsTrue(walk.FoldsLittle);
        }
    }

    [TestMethod]
    public void What_cannot_be_told_is_not_computed_when_the_model_is_loaded()
    {
        var graph = new OnnxGraph("generator");
        var places = graph.Node("NonZero", "places", [new Sketch(graph).Floats(3)], [null]);
        var sum = graph.Node("ReduceSum", "sum", [graph.Node("Cast", "f", [places], [null], ("to", 1))], [1, 1]);
        graph.Output("sample", graph.Node("Add", "y", [graph.Input("latent", null, 2), sum], [null, 2]));
        byte[] model = graph.ToBytes();

        var walk = new SizeWalk(ModelFile.FromBytes(model, long.MaxValue));
        walk.Run();
        Assert.IsFalse(walk.FoldsLittle);
        using var generator = OnnxGenerator.Load(model, new OnnxGeneratorOptions { Device = GeneratorDevice.Cpu });
        OnnxRun.AreClose([4, 5], generator.Generate([1, 2]).Values.Span);
    }

    private static object[] One(string name, Func<Sketch, OnnxValue> build) => [name, build];

    private static byte[] WithoutShape(byte[] bytes)
    {
        var model = ModelProto.Parser.ParseFrom(bytes);
        model.Graph.Output[0].Type.TensorType.Shape = null;
        return model.ToByteArray();
    }

    /// <summary>A graph with the input <c>x</c>, and short names for what is put into it.</summary>
    private sealed class Sketch(OnnxGraph graph)
    {
        private OnnxValue? _x;

        public OnnxGraph Graph => graph;

        public OnnxValue X => _x ??= graph.Input("x", null, 4, 6, 8);

        public OnnxValue Shape => Node("Shape", "shape", [X], [null]);

        public OnnxValue Channels => Node("Gather", "channels", [Shape, Scalar("one", 1)], [null]);

        public OnnxValue Less => Node("Less", "less", [X, Floats(1)], [null]);

        /// <summary>As PyTorch writes it: each side's size, times two, rounded down, put together again.</summary>
        public OnnxValue Doubled
        {
            get
            {
                var shape = Shape;
                var first = Node("Slice", "nc", [shape, Longs("from", 0), Longs("until", 2)], [null]);
                return Node("Concat", "size", [first, Side(shape, 2), Side(shape, 3)], [null], ("axis", 0));
            }
        }

        public OnnxValue Node(
            string op, string name, OnnxValue?[] inputs, long?[] shape, params (string, object)[] attributes) =>
            graph.Node(op, name, inputs, shape, attributes);

        public OnnxValue Floats(params long[] shape) => graph.Constant(
            "floats", OnnxRun.Numbers((int)shape.Aggregate(1L, (a, b) => a * b), 2), shape);

        public OnnxValue Longs(string name, params long[] values) => graph.Constant(name, values, values.Length);

        public OnnxValue Scalar(string name, long value) => graph.Constant(name, [value]);

        private OnnxValue Side(OnnxValue shape, int axis)
        {
            var side = Node("Gather", "side", [shape, Scalar("axis", axis)], []);
            var number = Node("Cast", "number", [side], [], ("to", 1));
            var scaled = Node("Mul", "scaled", [number, graph.Constant("two", [2f])], []);
            var whole = Node("Cast", "whole", [Node("Floor", "floor", [scaled], [])], [], ("to", 7));
            return Node("Unsqueeze", "part", [whole, Longs("zero", 0)], [null]);
        }
    }
}
