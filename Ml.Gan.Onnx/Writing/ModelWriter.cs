using System.Runtime.InteropServices;
using Google.Protobuf;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx;

/// <summary>Writes a graph as an ONNX model.</summary>
internal static class ModelWriter
{
    private const int IrVersion = 8;

    internal static byte[] Write(OnnxGraph graph)
    {
        if (graph.Outputs.Count == 0)
            throw new InvalidOperationException(
                $"The graph '{graph.Name}' has no output. Name one with OnnxGraph.Output first.");

        ModelProto model = new()
        {
            IrVersion = IrVersion,
            ProducerName = "Ml.Gan",
            ProducerVersion = typeof(ModelWriter).Assembly.GetName().Version?.ToString(3) ?? "",
            Graph = WriteGraph(graph),
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = graph.Opset });
        foreach ((string key, string value) in graph.Metadata)
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return model.ToByteArray();
    }

    private static GraphProto WriteGraph(OnnxGraph graph)
    {
        GraphProto proto = new() { Name = graph.Name };
        IReadOnlyList<OnnxNode> nodes = ScaleAndShiftLowering.Lower(graph);
        foreach (OnnxValue constant in ConstantsOf(graph, nodes))
            proto.Initializer.Add(WriteConstant(constant));
        foreach (OnnxValue input in graph.Inputs)
            proto.Input.Add(WriteInfo(input));
        foreach (OnnxNode node in nodes)
        {
            proto.Node.Add(WriteNode(node));
            if (!graph.Outputs.Contains(node.Output))
                proto.ValueInfo.Add(WriteInfo(node.Output));
        }

        foreach (OnnxValue output in graph.Outputs)
            proto.Output.Add(WriteInfo(output));
        return proto;
    }

    private static List<OnnxValue> ConstantsOf(OnnxGraph graph, IReadOnlyList<OnnxNode> nodes)
    {
        List<OnnxValue> constants = [];
        HashSet<OnnxValue> seen = new(ReferenceEqualityComparer.Instance);
        long bytes = 0;
        foreach (OnnxValue? value in nodes.SelectMany(n => n.Inputs))
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
        NodeProto proto = new() { OpType = node.Op, Name = node.Name };
        proto.Input.AddRange(node.Inputs.Select(i => i?.Name ?? ""));
        proto.Output.Add(node.Output.Name);
        proto.Attribute.AddRange(node.Attributes.Select(a => AttributeWriter.Write(a.Name, a.Value)));
        return proto;
    }

    private static TensorProto WriteConstant(OnnxValue value)
    {
        ReadOnlySpan<byte> bytes = value.Data switch
        {
            float[] floats => MemoryMarshal.AsBytes(floats.AsSpan()),
            double[] doubles => MemoryMarshal.AsBytes(doubles.AsSpan()),
            long[] longs => MemoryMarshal.AsBytes(longs.AsSpan()),
            _ => throw new NotSupportedException($"Constant '{value.Name}' has elements of type {value.ElementType}."),
        };
        TensorProto proto = new()
        {
            Name = value.Name,
            DataType = (int)value.ElementType,
            RawData = ByteString.CopyFrom(bytes),
        };
        proto.Dims.AddRange(value.Shape.Select(d => d!.Value));
        return proto;
    }

    private static ValueInfoProto WriteInfo(OnnxValue value)
    {
        TensorShapeProto shape = new();
        for (int axis = 0; axis < value.Shape.Count; axis++)
        {
            TensorShapeProto.Types.Dimension dimension = new();
            if (value.Shape[axis] is { } known)
                dimension.DimValue = known;
            else if (axis == 0)
                dimension.DimParam = "N";
            shape.Dim.Add(dimension);
        }

        TypeProto.Types.Tensor tensor = new() { ElemType = (int)value.ElementType, Shape = shape };
        return new ValueInfoProto { Name = value.Name, Type = new TypeProto { TensorType = tensor } };
    }
}
