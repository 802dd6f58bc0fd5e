using System.Runtime.InteropServices;
using Google.Protobuf;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Writing;

/// <summary>
/// Symmetric quantization of weights to 8 bits, a scale for each output channel (Krishnamoorthi, 2018): a
/// DequantizeLinear in front of each convolution or matrix product that reads them.
/// </summary>
internal static class WeightQuantization
{
    internal const int Levels = 127;

    /// <summary>Weights of fewer numbers than this would not be smaller by much.</summary>
    internal const int Fewest = 64;

    internal static void Quantize(GraphProto graph)
    {
        var axes = Axes(graph);
        var taken = OnnxFile.TakenNames(graph);
        List<NodeProto> dequantizing = [];
        foreach (var weight in graph.Initializer.Where(i => axes.ContainsKey(i.Name)).ToArray())
        {
            var (levels, scales, node) = Quantize(weight, axes[weight.Name], taken);
            graph.Initializer.Remove(weight);
            graph.Initializer.Add(levels);
            graph.Initializer.Add(scales);
            dequantizing.Add(node);
        }

        NodeProto[] others = [.. graph.Node];
        graph.Node.Clear();
        graph.Node.AddRange(dequantizing);
        graph.Node.AddRange(others);
    }

    /// <summary>The axis of the output channels of each weight that is read as such alone.</summary>
    private static Dictionary<string, int> Axes(GraphProto graph)
    {
        Dictionary<string, int> axes = [];
        HashSet<string> others = [.. graph.Input.Select(i => i.Name), .. graph.Output.Select(o => o.Name)];
        var weights = graph.Initializer
            .Where(i => i.DataType == (int)OnnxElementType.Float && i.Dims.Count >= 2
                && i.Dims.Aggregate(1L, (product, d) => product * d) >= Fewest)
            .ToDictionary(i => i.Name);
        foreach (var node in graph.Node)
        {
            for (int i = 0; i < node.Input.Count; i++)
            {
                string name = node.Input[i];
                if (!weights.TryGetValue(name, out var weight))
                    continue;
                if (i != 1 || Axis(node, weight.Dims.Count) is not { } axis
                    || axes.GetValueOrDefault(name, axis) != axis)
                    others.Add(name);
                else
                    axes[name] = axis;
            }
        }

        foreach (string name in others)
            axes.Remove(name);
        return axes;
    }

    private static int? Axis(NodeProto node, int dimensions) => node.OpType switch
    {
        "Conv" => 0,
        "ConvTranspose" => 1,
        "Gemm" => node.Attribute.Any(a => a is { Name: "transB", I: not 0 }) ? 0 : 1,
        "MatMul" => dimensions - 1,
        _ => null,
    };

    private static (TensorProto Levels, TensorProto Scales, NodeProto Node) Quantize(
        TensorProto weight, int axis, HashSet<string> taken)
    {
        float[] numbers = FloatTensor.Read(weight);
        int channels = (int)weight.Dims[axis];
        int inner = (int)weight.Dims.Skip(axis + 1).Aggregate(1L, (product, d) => product * d);
        float[] scales = new float[channels];
        for (int i = 0; i < numbers.Length; i++)
            scales[i / inner % channels] = Math.Max(scales[i / inner % channels], Math.Abs(numbers[i]) / Levels);
        sbyte[] levels = new sbyte[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            float scale = scales[i / inner % channels];
            levels[i] = scale == 0 ? (sbyte)0 : (sbyte)Math.Clamp(MathF.Round(numbers[i] / scale), -Levels, Levels);
        }

        // A channel of zeros has levels of zero, whatever its scale; some runtimes refuse a scale of zero.
        for (int channel = 0; channel < channels; channel++)
            scales[channel] = scales[channel] == 0 ? 1 : scales[channel];
        var quantized = Tensor(
            OnnxFile.NewName($"{weight.Name}.int8", taken), OnnxElementType.Int8,
            MemoryMarshal.AsBytes(levels.AsSpan()), [.. weight.Dims]);
        var steps = Tensor(
            OnnxFile.NewName($"{weight.Name}.scale", taken), OnnxElementType.Float,
            MemoryMarshal.AsBytes(scales.AsSpan()), [channels]);
        var node = new NodeProto
        {
            OpType = "DequantizeLinear",
            Name = OnnxFile.NewName($"{weight.Name}.dequantize", taken),
        };
        node.Input.AddRange([quantized.Name, steps.Name]);
        node.Output.Add(weight.Name);
        node.Attribute.Add(AttributeWriter.Write("axis", axis));
        return (quantized, steps, node);
    }

    private static TensorProto Tensor(string name, OnnxElementType type, ReadOnlySpan<byte> raw, long[] shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(raw) };
        tensor.Dims.AddRange(shape);
        return tensor;
    }
}
