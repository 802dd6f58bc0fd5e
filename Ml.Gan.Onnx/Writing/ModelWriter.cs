using System.Runtime.InteropServices;
using Google.Protobuf;
using Ml.Gan.Onnx.Protobuf;
using Kind = Ml.Gan.Onnx.Protobuf.AttributeProto.Types.AttributeType;

namespace Ml.Gan.Onnx.Writing;

/// <summary>Writes a graph as an ONNX model.</summary>
internal static class ModelWriter
{
    private const int IrVersion = 8;

    private static readonly string[] s_sides = ["height", "width"];

    internal static byte[] Write(OnnxGraph graph)
    {
        if (graph.Outputs.Count == 0)
            throw new InvalidOperationException(
                $"The graph '{graph.Name}' has no output. Name one with OnnxGraph.Output first.");

        var model = new ModelProto()
        {
            IrVersion = IrVersion,
            ProducerName = "Ml.Gan",
            ProducerVersion = typeof(ModelWriter).Assembly.GetName().Version?.ToString(3) ?? "",
            Graph = WriteGraph(graph),
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = graph.Opset });
        foreach (var (key, value) in graph.Metadata)
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return model.ToByteArray();
    }

    private static GraphProto WriteGraph(OnnxGraph graph)
    {
        var proto = new GraphProto { Name = graph.Name };
        var names = new NameTable(graph.Names);
        var nodes = ScaleAndShiftLowering.Lower(graph, names);
        nodes = UpsampledConvolutionLowering.Lower(graph, nodes, names);
        nodes = ProjectionLowering.Lower(graph, nodes, names);
        foreach (var constant in ConstantsOf(graph, nodes))
            proto.Initializer.Add(WriteConstant(constant));
        foreach (var input in graph.Inputs)
            proto.Input.Add(WriteInfo(input, s_sides));
        foreach (var node in nodes)
        {
            proto.Node.Add(WriteNode(node));
            if (!graph.Outputs.Contains(node.Output))
                proto.ValueInfo.Add(WriteInfo(node.Output));
        }

        foreach (var output in graph.Outputs)
            proto.Output.Add(WriteInfo(output, [.. s_sides.Select(side => $"{output.Name}_{side}")]));
        return proto;
    }

    private static List<OnnxValue> ConstantsOf(OnnxGraph graph, IReadOnlyList<OnnxNode> nodes)
    {
        List<OnnxValue> constants = [];
        var seen = new HashSet<OnnxValue>(ReferenceEqualityComparer.Instance);
        long bytes = 0;
        foreach (var value in graph.Inputs.Concat(nodes.SelectMany(n => n.Inputs)))
        {
            if (value?.Data is null || !seen.Add(value))
                continue;
            constants.Add(value);
            bytes += Buffer.ByteLength(value.Data);
        }

        if (bytes > int.MaxValue - (1 << 20))
            throw new InvalidOperationException(
                $"The graph '{graph.Name}' holds {bytes:N0} bytes of constants; one ONNX file holds at most 2 GiB. Use "
                + "a narrower network.");
        return constants;
    }

    private static NodeProto WriteNode(OnnxNode node)
    {
        var proto = new NodeProto { OpType = node.Op, Name = node.Name };
        proto.Input.AddRange(node.Inputs.Select(i => i?.Name ?? ""));
        proto.Output.Add(node.Output.Name);
        proto.Attribute.AddRange(node.Attributes.Select(a => AttributeWriter.Write(a.Name, a.Value)));
        return proto;
    }

    private static TensorProto WriteConstant(OnnxValue value)
    {
        var bytes = value.Data switch
        {
            float[] floats => MemoryMarshal.AsBytes(floats.AsSpan()),
            double[] doubles => MemoryMarshal.AsBytes(doubles.AsSpan()),
            long[] longs => MemoryMarshal.AsBytes(longs.AsSpan()),
            _ => throw new NotSupportedException($"Constant '{value.Name}' has elements of type {value.ElementType}."),
        };
        var proto = new TensorProto()
        {
            Name = value.Name,
            DataType = (int)value.ElementType,
            RawData = ByteString.CopyFrom(bytes),
        };
        proto.Dims.AddRange(value.Shape.Select(d => d!.Value));
        return proto;
    }

    /// <param name="value">The value.</param>
    /// <param name="sides">
    /// Names of an image's height and width where they are known at run time only; none for none.
    /// </param>
    private static ValueInfoProto WriteInfo(OnnxValue value, params string[] sides)
    {
        var shape = new TensorShapeProto();
        for (int axis = 0; axis < value.Shape.Count; axis++)
        {
            var dimension = new TensorShapeProto.Types.Dimension();
            if (value.Shape[axis] is { } known)
                dimension.DimValue = known;
            else if (axis == 0)
                dimension.DimParam = "N";
            else if (value.Shape.Count == 4 && axis >= 2 && sides.Length > 0)
                dimension.DimParam = sides[axis - 2];
            shape.Dim.Add(dimension);
        }

        var tensor = new TypeProto.Types.Tensor() { ElemType = (int)value.ElementType, Shape = shape };
        return new ValueInfoProto { Name = value.Name, Type = new TypeProto { TensorType = tensor } };
    }
}

/// <summary>Turns a .NET value into an ONNX attribute.</summary>
internal static class AttributeWriter
{
    internal static AttributeProto Write(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case int or long:
                attribute.Type = Kind.Int;
                attribute.I = Convert.ToInt64(value);
                break;
            case float or double:
                attribute.Type = Kind.Float;
                attribute.F = Convert.ToSingle(value);
                break;
            case string text:
                attribute.Type = Kind.String;
                attribute.S = ByteString.CopyFromUtf8(text);
                break;
            case long[] longs:
                attribute.Type = Kind.Ints;
                attribute.Ints.AddRange(longs);
                break;
            case int[] ints:
                attribute.Type = Kind.Ints;
                attribute.Ints.AddRange(ints.Select(i => (long)i));
                break;
            case float[] floats:
                attribute.Type = Kind.Floats;
                attribute.Floats.AddRange(floats);
                break;
            default:
                throw new ArgumentException(
                    $"Attribute '{name}' is a {value?.GetType().Name ?? "null"}; expected int, long, float, double, "
                    + "string, or an array of int, long or float.",
                    nameof(value));
        }

        return attribute;
    }
}
