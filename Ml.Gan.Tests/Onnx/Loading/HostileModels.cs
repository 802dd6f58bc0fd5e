using Google.Protobuf;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Tests.Onnx.Loading;

/// <summary>Models that are made to read other files, or to take memory or time out of all proportion.</summary>
internal static class HostileModels
{
    private const long Million = 1_000_000;
    private const int Float = 1;
    private const int Int64 = 7;

    /// <summary>Each with words of the reason that it is refused for.</summary>
    internal static IEnumerable<(string Name, string Words, byte[] Bytes)> All() =>
        [.. OtherFiles(), .. Functions(), .. Nested(), .. Sizes(), .. Lies(), .. Signatures()];

    private static IEnumerable<(string, string, byte[])> OtherFiles()
    {
        const string Words = "external data";
        foreach (string location in (string[])["weights.bin", "../../etc/passwd", "/etc/passwd", "C:\\weights.bin"])
            yield return ($"initializer in {location}", Words, Changed(m => Move(m.Graph.Initializer[0], location)));
        yield return ("external without a place", Words, Changed(m =>
            m.Graph.Initializer[0].DataLocation = TensorProto.Types.DataLocation.External));
        yield return ("constant", Words, Changed(m => Add(m, Outside())));
        yield return ("constant in a list", Words, Changed(m =>
            Add(m, new NodeProto { OpType = "Other", Attribute = { new AttributeProto { Tensors = { File() } } } })));
        yield return ("sparse initializer's values", Words, Changed(m =>
            m.Graph.SparseInitializer.Add(new SparseTensorProto { Values = File(), Dims = { 1 } })));
        yield return ("sparse initializer's indices", Words, Changed(m =>
            m.Graph.SparseInitializer.Add(
                new SparseTensorProto { Values = Floats("v"), Indices = File(), Dims = { 1 } })));
        yield return ("sparse constant", Words, Changed(m => Add(m, SparseConstant(
            new SparseTensorProto { Values = File(), Dims = { 1 } }))));
        yield return ("body of a function", Words, Changed(m => m.Functions.Add(Function("f", Outside()))));
        yield return ("default of a function", Words, Changed(m =>
        {
            var function = Function("f");
            function.AttributeProto.Add(new AttributeProto { Name = "value", T = File() });
            m.Functions.Add(function);
        }));
        yield return ("branch", Words, Changed(m => Add(m, If(Graph(Outside())))));
        yield return ("branch of a branch of a function", Words, Changed(m =>
            m.Functions.Add(Function("f", If(Graph(If(Graph(Outside()))))))));
        yield return ("initializer of a loop's body", Words, Changed(m =>
        {
            var body = Graph();
            body.Initializer.Add(File());
            Add(m, new NodeProto { OpType = "Loop", Attribute = { Attribute("body", body) } });
        }));
        yield return ("training", Words, Changed(m =>
        {
            m.TrainingInfo.Add(new TrainingInfoProto { Algorithm = Graph() });
            m.TrainingInfo[0].Algorithm.Initializer.Add(File());
        }));
    }

    private static IEnumerable<(string, string, byte[])> Functions()
    {
        yield return ("function that calls itself", "calls itself", Changed(m =>
            m.Functions.Add(Function("f", Call("f")))));
        yield return ("functions that call each other", "calls itself", Changed(m =>
            m.Functions.Add([Function("f", Call("g")), Function("g", If(Graph(Call("f"))))])));
        yield return ("function of one name twice", "'f' of the domain 'own' twice", Changed(m =>
            m.Functions.Add([Function("f"), Function("f")])));
        foreach (bool rootFirst in (bool[])[true, false])
        {
            yield return ($"2 to the 25 calls, {rootFirst}", "call each other so often", Changed(m =>
                m.Functions.Add(Chain(25, rootFirst, times: 2))));
            yield return ($"functions 5000 deep, {rootFirst}", "more than 32 deep", Changed(m =>
                m.Functions.Add(Chain(5000, rootFirst, times: 1))));
        }

        yield return ("constant of a function", "makes 1,000,000,000,000 numbers", Changed(m =>
        {
            m.Functions.Add(Function("f", Shape("s", Million, Million), Node("ConstantOfShape", "y", "s")));
            Add(m, Call("f"));
        }));
    }

    private static IEnumerable<(string, string, byte[])> Nested()
    {
        yield return ("200 branches", "levels deep", Changed(m =>
        {
            var graph = Graph();
            for (int i = 0; i < 200; i++)
                graph = Graph(If(graph));
            Add(m, If(graph));
        }));
        byte[] emptyNodes = [.. Enumerable.Repeat<byte[]>([0x0A, 0], 1_000_000).SelectMany(node => node)];
        yield return ("a million empty nodes", "of memory; no generator has so many",
            [.. Changed(_ => { }), .. Field(7, emptyNodes)]);
        yield return ("a million dimensions", "of memory; no generator has so many", Changed(m =>
            m.Graph.Input[0].Type.TensorType.Shape.Dim.Add(
                Enumerable.Repeat(new TensorShapeProto.Types.Dimension(), 1_500_000))));
        yield return ("a text of 80 MB", "of memory; no generator has so many", Changed(m =>
            m.DocString = new string('x', 80_000_000)));
        yield return ("a length beyond the end", "was cut off", [.. Changed(_ => { }), 0x3A, 0xFF, 0xFF, 0xFF, 0x7F]);
        yield return ("zeros after the model", "cannot be read", [.. Changed(_ => { }), .. new byte[100]]);
        yield return ("a group", "cannot be read", [.. Changed(_ => { }), 0x3B, 0x3B, 0x3B]);
    }

    private static IEnumerable<(string, string, byte[])> Sizes()
    {
        const string Trillion = "makes 1,000,000,000,000 numbers";
        foreach (var (name, nodes) in LargeConstants())
            yield return (name, Trillion, Changed(m => Add(m, nodes)));
        yield return ("large constant in a branch", Trillion, Changed(m =>
            Add(m, If(Graph(Shape("s", Million, Million), Node("ConstantOfShape", "y", "s"))))));
        yield return ("random numbers", Trillion, Changed(m => Add(m, Random(Million, Million))));
        yield return ("a thousand constants", "numbers or more of constants alone", Changed(m => Add(m,
        [
            Shape("s", 1024, 1024),
            .. Enumerable.Range(0, 1000).Select(i => Node("ConstantOfShape", $"c{i}", "s")),
        ])));
        yield return ("constant doubled 40 times", "of constants alone", Changed(m => Add(m,
        [
            Constant("c0", Floats("c", 1)),
            .. Enumerable.Range(0, 40).Select(i => Node("Concat", $"c{i + 1}", ("axis", 0), $"c{i}", $"c{i}")),
        ])));
        yield return ("latent doubled 40 times", "numbers for one sample", Changed(m => Add(m,
        [
            Node("Identity", "c0", "latent"),
            .. Enumerable.Range(0, 40).Select(i => Node("Concat", $"c{i + 1}", ("axis", 1), $"c{i}", $"c{i}")),
        ])));
        yield return ("padding of a convolution", "numbers for one sample", Changed(m => Add(m,
            Constant("w", Floats("w", 1, 1, 1, 1)), Shape("s", 1, 1, 1, -1), Node("Reshape", "x", "latent", "s"),
            Node("Conv", "y", ("pads", [Million, Million, Million, Million]), "x", "w"))));
        yield return ("steps of a transposed convolution", "numbers for one sample", Changed(m => Add(m,
            Constant("w", Floats("w", 1, 1, 1, 1)), Shape("s", 1, 1, 1, -1), Node("Reshape", "x", "latent", "s"),
            Node("ConvTranspose", "y", ("strides", [1, 1L << 40]), "x", "w"))));
        yield return ("a size that is computed by chance", "can't be told before it is run", Changed(m => Add(m,
            Constant("c", Floats("c", 5)), Node("NonZero", "n", "c"), Node("ConstantOfShape", "y", "n"))));
        foreach (var (name, dims) in ((string, long[])[])
            [("no data", [Million, Million]), ("an overflow", [1L << 40, 1L << 40]), ("a negative size", [-1, -4])])
        {
            var tensor = new TensorProto { Name = "claims", DataType = Float, Dims = { dims } };
            yield return ($"initializer of {name}", "'claims' has", Changed(m => m.Graph.Initializer.Add(tensor)));
            yield return ($"constant of {name}", "'claims' has", Changed(m => Add(m, Constant("c", tensor))));
        }

        var thin = new TensorProto { Name = "thin", DataType = Float, Dims = { Enumerable.Repeat(1L, 100) } };
        thin.FloatData.Add(1);
        yield return ("constant of 100 dimensions", "'thin' has 100 dimensions", Changed(m =>
            Add(m, Constant("c", thin))));
        var sparse = new SparseTensorProto
        {
            Values = Floats("claims", 1),
            Indices = Longs(0),
            Dims = { Million, Million },
        };
        yield return ("sparse initializer", "'claims' has 1,000,000,000,000 numbers", Changed(m =>
            m.Graph.SparseInitializer.Add(sparse)));
        yield return ("sparse constant", "'claims' has 1,000,000,000,000 numbers", Changed(m =>
            Add(m, SparseConstant(sparse))));
    }

    private static IEnumerable<(string, NodeProto[])> LargeConstants()
    {
        var size = Shape("s", Million, Million);
        var one = Constant("one", Floats("one", 1, 1));
        yield return ("constant of a shape", [size, Node("ConstantOfShape", "y", "s")]);
        yield return ("constant of a product",
            [Shape("a", Million), Node("Mul", "s", "a", "a"), Node("ConstantOfShape", "y", "s")]);
        yield return ("constant of a shape of two parts",
        [
            Shape("a", Million), Node("Concat", "s", ("axis", 0), "a", "a"), Node("Cast", "f", ("to", [Float]), "s"),
            Node("Cast", "t", ("to", [Int64]), "f"), Node("ConstantOfShape", "y", "t"),
        ]);
        yield return ("expansion", [one, size, Node("Expand", "y", "one", "s")]);
        yield return ("repetition", [one, size, Node("Tile", "y", "one", "s")]);
        yield return ("range",
        [
            Constant("a", Longs(0, isScalar: true)), Constant("b", Longs(Million * Million, isScalar: true)),
            Constant("c", Longs(1, isScalar: true)), Node("Range", "y", "a", "b", "c"),
        ]);
        yield return ("padding", [one, Shape("p", 0, 0, Million - 1, Million - 1), Node("Pad", "y", "one", "p")]);
        yield return ("enlargement", [one, size, Node("Resize", "y", "one", "", "", "s")]);
        yield return ("one-hot",
        [
            Shape("i", 0), Constant("d", Longs(Million * Million, isScalar: true)), Constant("v", Floats("v", 2)),
            Node("OneHot", "y", "i", "d", "v"),
        ]);
        yield return ("outer sum",
        [
            one, Shape("a", Million, 1), Shape("b", 1, Million), Node("Expand", "c", "one", "a"),
            Node("Expand", "d", "one", "b"), Node("Add", "y", "c", "d"),
        ]);
        yield return ("outer product",
        [
            one, Shape("a", Million, 1), Shape("b", 1, Million), Node("Expand", "c", "one", "a"),
            Node("Expand", "d", "one", "b"), Node("MatMul", "y", "c", "d"),
        ]);
        yield return ("outer choice",
        [
            one, Shape("a", Million, 1), Node("Expand", "c", "one", "a"), Shape("r", Million), Shape("z", 0),
            Node("Expand", "i", "z", "r"), Node("Gather", "y", ("axis", 1), "c", "i"),
        ]);
    }

    private static IEnumerable<(string, string, byte[])> Lies()
    {
        yield return ("an output of more than is made", "65,536 numbers for one sample, but its graph makes 4",
            Changed(m => m.Graph.Output[0].Type.TensorType.Shape.Dim[1].DimValue = 1 << 14));
        yield return ("two names for three classes", "names 2 classes", EchoGenerator.Bytes("""["cat", "dog"]"""));
        yield return ("four names for a table of three", "names 4 classes", Table("""["a", "b", "c", "d"]"""));
        yield return ("a name twice", "names the class 'cat' twice", EchoGenerator.Bytes("""["cat", "dog", "cat"]"""));
        yield return ("names nested deep", "JSON array of texts",
            EchoGenerator.Bytes(new string('[', 1_000_000) + new string(']', 1_000_000)));
        yield return ("two million names", "'labels' of 18,888,891 characters",
            Table($"[{string.Join(',', Enumerable.Range(0, 2_000_000).Select(i => $"\"{i}\""))}]"));
        yield return ("metadata twice", "has the metadata 'labels' twice", Changed(m => m.MetadataProps.Add(
            ((string[])["a", "b"]).Select(value => new StringStringEntryProto { Key = "labels", Value = value }))));
        yield return ("codes of a million numbers", "which is 1000000 numbers", EchoGenerator.Bytes(codes: "1000000"));
        yield return ("a set of operators of the future", "ONNX Runtime cannot load", Changed(m =>
            m.OpsetImport[0].Version = 9999));
        yield return ("a format of the future", "ONNX Runtime cannot load", Changed(m => m.IrVersion = 9999));
        yield return ("a foreign operator in a function", "of the domain 'my.company'", Changed(m =>
            m.Functions.Add(Function("f", new NodeProto { OpType = "Evil", Domain = "my.company" }))));
    }

    private static IEnumerable<(string, string, byte[])> Signatures()
    {
        yield return ("latent of 10^9", "not a generator", Changed(m =>
            m.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 1_000_000_000));
        yield return ("image of 10^9", "but its graph makes 4", Changed(m =>
            m.Graph.Output[0].Type.TensorType.Shape.Dim[2].DimValue = 1_000_000_000));
        yield return ("image of 10^12", "but its graph makes 4", Changed(m =>
        {
            m.Graph.Output[0].Type.TensorType.Shape.Dim[2].DimValue = Million;
            m.Graph.Output[0].Type.TensorType.Shape.Dim[3].DimValue = Million;
        }));
    }

    private static byte[] Changed(Action<ModelProto> change)
    {
        var model = ModelProto.Parser.ParseFrom(Generators.Image());
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "own", Version = 1 });
        change(model);
        return model.ToByteArray();
    }

    private static byte[] Table(string labels)
    {
        var graph = new OnnxGraph("generator");
        graph.Metadata[GeneratorMetadata.Labels] = labels;
        var label = graph.Input("label", OnnxElementType.Int64, [null]);
        var number = graph.Node("Cast", "number", [label], [null], ("to", Int64));
        var row = graph.Node("Gather", "row", [graph.Constant("table", new float[6], 3, 2), number], [null, 2]);
        graph.Output("sample", graph.Add("sum", graph.Input("latent", null, 2), row));
        return graph.ToBytes();
    }

    private static void Add(ModelProto model, params NodeProto[] nodes) => model.Graph.Node.Add(nodes);

    private static FunctionProto[] Chain(int length, bool rootFirst, int times)
    {
        FunctionProto[] chain = [.. Enumerable.Range(0, length).Select(i =>
            Function($"f{i}", [.. Enumerable.Repeat(Call($"f{i + 1}"), i + 1 < length ? times : 0)]))];
        return rootFirst ? chain : [.. chain.Reverse()];
    }

    private static FunctionProto Function(string name, params NodeProto[] nodes)
    {
        var function = new FunctionProto { Name = name, Domain = "own", Output = { "y" } };
        function.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = 17 });
        function.OpsetImport.Add(new OperatorSetIdProto { Domain = "own", Version = 1 });
        function.Node.Add(nodes);
        return function;
    }

    private static NodeProto Call(string function) =>
        new() { OpType = function, Domain = "own", Output = { "called" } };

    private static NodeProto If(GraphProto branch) => new()
    {
        OpType = "If",
        Attribute = { Attribute("then_branch", branch), Attribute("else_branch", Graph()) },
    };

    private static AttributeProto Attribute(string name, GraphProto graph) =>
        new() { Name = name, G = graph, Type = AttributeProto.Types.AttributeType.Graph };

    private static GraphProto Graph(params NodeProto[] nodes)
    {
        var graph = new GraphProto { Name = "inside" };
        graph.Node.Add(nodes);
        return graph;
    }

    private static NodeProto Node(string type, string output, params string[] inputs)
    {
        var node = new NodeProto { OpType = type, Name = output, Output = { output } };
        node.Input.Add(inputs);
        return node;
    }

    private static NodeProto Node(
        string type, string output, (string Name, long[] Values) setting, params string[] inputs)
    {
        var node = Node(type, output, inputs);
        var kind = setting.Values.Length == 1
            ? AttributeProto.Types.AttributeType.Int
            : AttributeProto.Types.AttributeType.Ints;
        var attribute = new AttributeProto { Name = setting.Name, Type = kind };
        if (setting.Values is [var value])
            attribute.I = value;
        else
            attribute.Ints.Add(setting.Values);
        node.Attribute.Add(attribute);
        return node;
    }

    private static NodeProto Node(
        string type, string output, (string Name, long Value) setting, params string[] inputs) =>
        Node(type, output, (setting.Name, [setting.Value]), inputs);

    private static NodeProto Random(params long[] shape) => Node("RandomNormal", "y", ("shape", shape));

    private static NodeProto Shape(string output, params long[] dims) => Constant(output, Longs(dims));

    private static NodeProto Constant(string output, TensorProto tensor)
    {
        var node = Node("Constant", output);
        node.Attribute.Add(
            new AttributeProto { Name = "value", T = tensor, Type = AttributeProto.Types.AttributeType.Tensor });
        return node;
    }

    private static NodeProto SparseConstant(SparseTensorProto tensor)
    {
        var node = Node("Constant", "sparse");
        node.Attribute.Add(new AttributeProto
        {
            Name = "sparse_value",
            SparseTensor = tensor,
            Type = AttributeProto.Types.AttributeType.SparseTensor,
        });
        return node;
    }

    private static TensorProto Longs(params long[] values) =>
        new() { Name = "longs", DataType = Int64, Dims = { values.Length }, Int64Data = { values } };

    private static TensorProto Longs(long value, bool isScalar)
    {
        var tensor = Longs(value);
        if (isScalar)
            tensor.Dims.Clear();
        return tensor;
    }

    private static TensorProto Floats(string name, params long[] dims)
    {
        var tensor = new TensorProto { Name = name, DataType = Float, Dims = { dims } };
        tensor.FloatData.Add(Enumerable.Repeat(1f, (int)dims.Aggregate(1L, (product, dim) => product * dim)));
        return tensor;
    }

    private static NodeProto Outside() => Constant("outside", File());

    private static TensorProto File()
    {
        var tensor = new TensorProto { Name = "file", DataType = Float, Dims = { 1 } };
        Move(tensor, "/etc/passwd");
        return tensor;
    }

    private static void Move(TensorProto tensor, string location)
    {
        tensor.ClearRawData();
        tensor.FloatData.Clear();
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
    }

    private static byte[] Field(int number, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return stream.ToArray();
    }
}
