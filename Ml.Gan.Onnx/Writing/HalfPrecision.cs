using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Writing;

/// <summary>Changes a graph of float to half precision between its inputs and outputs, which stay float.</summary>
internal sealed class HalfPrecision
{
    private const int Float = (int)OnnxElementType.Float, Half = (int)OnnxElementType.Float16;

    private readonly ModelFile _file;
    private readonly GraphProto _graph;
    private readonly HashSet<string> _taken;
    private readonly HashSet<string> _kept;

    private HalfPrecision(ModelFile file)
    {
        (_file, _graph) = (file, file.Model.Graph);
        _taken = OnnxFile.TakenNames(_graph);

        // Sizes are said in float in any case, and the default of an input has the input's type.
        _kept =
        [
            .. _graph.Node.Where(n => n.OpType is "Resize" or "Upsample").SelectMany(n => n.Input.Skip(1)),
            .. _graph.Input.Select(i => i.Name),
        ];
    }

    internal static void Convert(ModelFile file) => new HalfPrecision(file).Convert();

    private void Convert()
    {
        foreach (var node in _graph.Node)
        {
            if (node.OpType != "Constant" || !node.Output.Any(_kept.Contains))
                ToHalf(node);
        }

        foreach (var constant in _graph.Initializer
            .Where(c => c.DataType == Float && !_kept.Contains(c.Name)).Reverse().ToArray())
            ToHalfNode(constant);
        foreach (var value in _graph.ValueInfo.Where(v => v.Type?.TensorType?.ElemType == Float).ToArray())
            _graph.ValueInfo.Remove(value);
        foreach (var output in _graph.Output.Where(o => o.Type.TensorType.ElemType == Float))
            CastOutput(output.Name);
        foreach (var input in _graph.Input.Where(i => i.Type.TensorType.ElemType == Float).Reverse())
            CastInput(input.Name);
    }

    /// <summary>
    /// Weights of half precision are nodes, and values inside have no types that are said: ML.NET refuses a file that
    /// names the type.
    /// </summary>
    private void ToHalfNode(TensorProto constant)
    {
        ToHalf(constant);
        var node = new NodeProto { OpType = "Constant", Name = OnnxFile.NewName($"{constant.Name}.constant", _taken) };
        node.Output.Add(constant.Name);
        node.Attribute.Add(new AttributeProto
        {
            Name = "value",
            Type = AttributeProto.Types.AttributeType.Tensor,
            T = constant,
        });
        _graph.Initializer.Remove(constant);
        _graph.Node.Insert(0, node);
    }

    private void ToHalf(NodeProto node)
    {
        foreach (var attribute in node.Attribute)
        {
            if (attribute.Name is "to" or "dtype" && attribute.I == Float)
                attribute.I = Half;
            if (attribute.T?.DataType == Float)
                ToHalf(attribute.T);
        }
    }

    private void ToHalf(TensorProto tensor)
    {
        float[] numbers = FloatTensor.Read(tensor);
        var halves = new System.Half[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            halves[i] = (System.Half)numbers[i];
            if (float.IsFinite(numbers[i]) && !System.Half.IsFinite(halves[i]))
                throw new GanOnnxException(
                    $"The constant '{tensor.Name}' of {_file.Name} holds {numbers[i]}; half precision reaches "
                    + "±65504. Keep this generator in float.");
        }

        tensor.FloatData.Clear();
        tensor.DataType = Half;
        tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(halves.AsSpan()));
    }

    private void CastInput(string name)
    {
        string half = OnnxFile.NewName($"{name}.float16", _taken);
        foreach (var node in _graph.Node)
            Rename(node.Input, name, half);
        _graph.Node.Insert(0, Cast(name, half, Half));
    }

    private void CastOutput(string name)
    {
        string half = OnnxFile.NewName($"{name}.float16", _taken);
        foreach (var node in _graph.Node)
        {
            Rename(node.Input, name, half);
            Rename(node.Output, name, half);
        }

        _graph.Node.Add(Cast(half, name, Float));
    }

    private NodeProto Cast(string from, string to, int type)
    {
        var cast = new NodeProto { OpType = "Cast", Name = OnnxFile.NewName($"{to}.cast", _taken) };
        cast.Input.Add(from);
        cast.Output.Add(to);
        cast.Attribute.Add(AttributeWriter.Write("to", type));
        return cast;
    }

    private static void Rename(RepeatedField<string> values, string from, string to)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] == from)
                values[i] = to;
        }
    }
}

/// <summary>The numbers of a tensor of float in a file.</summary>
internal static class FloatTensor
{
    internal static float[] Read(TensorProto tensor) => tensor.HasRawData
        ? MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray()
        : [.. tensor.FloatData];
}
