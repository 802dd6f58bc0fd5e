using System.Buffers.Binary;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx;

/// <summary>How many classes the first node that takes labels knows.</summary>
internal static class LabelsOfGraph
{
    private const int MostClasses = 1 << 20;

    /// <returns>The depth of a OneHot, the rows of a Gather's table; null where the graph does not say.</returns>
    internal static long? Count(GraphProto graph)
    {
        foreach (NodeProto node in graph.Node)
        {
            long? count = node switch
            {
                { OpType: "OneHot", Input: [GeneratorInputs.Label, var depth, ..] } => Scalar(Constant(graph, depth)),
                { OpType: "Gather", Input: [var table, GeneratorInputs.Label, ..] } => Constant(graph, table)?.Dims.FirstOrDefault(),
                _ => null,
            };
            if (count is >= 1 and <= MostClasses)
                return count;
        }

        return null;
    }

    private static TensorProto? Constant(GraphProto graph, string name) => graph.Initializer.FirstOrDefault(i => i.Name == name);

    private static long? Scalar(TensorProto? tensor) => tensor switch
    {
        { Int64Data: [var value] } => value,
        { DataType: 7, RawData.Length: 8 } => BinaryPrimitives.ReadInt64LittleEndian(tensor.RawData.Span),
        _ => null,
    };
}
