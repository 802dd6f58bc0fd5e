using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Loading;

/// <summary>What is told of any model, whatever it is for.</summary>
/// <param name="Opset">Version of the operator set; 0 where the file doesn't say.</param>
/// <param name="IrVersion">Version of the file format.</param>
/// <param name="Producer">Name and version of the program that wrote the file.</param>
/// <param name="Parameters">Floating point numbers, and quantized ones, stored in the file.</param>
/// <param name="Operators">Number of nodes of each operator.</param>
internal sealed record ModelFacts(
    long Opset, long IrVersion, string Producer, long Parameters, IReadOnlyDictionary<string, int> Operators)
{
    internal static ModelFacts Of(ModelFile file)
    {
        var (model, graph) = (file.Model, file.Model.Graph);
        return new ModelFacts(
            model.OpsetImport.FirstOrDefault(o => o.Domain is "" or "ai.onnx")?.Version ?? 0,
            model.IrVersion,
            $"{model.ProducerName} {model.ProducerVersion}".Trim(),
            ParametersOf(graph),
            graph.Node.CountBy(n => n.OpType, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>Whether a node's inputs behind the first are scales and zero points, which are no parameters.</summary>
    internal static bool IsOfScales(NodeProto node) => node.OpType is "DequantizeLinear" or "QuantizeLinear";

    private static long ParametersOf(GraphProto graph)
    {
        HashSet<string> scales = [.. graph.Node.Where(IsOfScales).SelectMany(node => node.Input.Skip(1))];
        return graph.Initializer.Where(constant => !scales.Contains(constant.Name)).Concat(Constants(graph))
            .Where(constant => constant.DataType is 1 or 3 or 10 or 11 or 16)
            .Aggregate(0L, (sum, constant) => unchecked(sum + Elements(constant)));
    }

    private static IEnumerable<TensorProto> Constants(GraphProto graph) =>
        graph.Node.Where(node => node.OpType == "Constant").SelectMany(node => node.Attribute).Select(a => a.T)
            .OfType<TensorProto>();

    private static long Elements(TensorProto tensor) =>
        tensor.Dims.Aggregate(1L, (product, d) => unchecked(product * d));
}
