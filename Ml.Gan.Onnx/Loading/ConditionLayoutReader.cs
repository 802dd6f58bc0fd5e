using System.Buffers.Binary;
using System.Globalization;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Loading;

/// <summary>
/// Reads what a generator can be asked for from its inputs, its graph and its metadata, which have to agree.
/// </summary>
internal sealed class ConditionLayoutReader(
    ModelFile file, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<TensorInfo> inputs)
{
    private const int LongestNames = 4_000_000;

    internal static bool IsCondition(TensorInfo input) => input
        is { Name: GeneratorInputs.Label, ElementType: "int64", Shape: [null] }
        or
        {
            Name: GeneratorInputs.Condition or GeneratorInputs.Codes,
            ElementType: "float",
            Shape: [null, > 0 and <= 1 << 20]
        };

    internal ConditionLayout Read() => new(
        Find(GeneratorInputs.Label) is null ? [] : ReadClassNames(),
        (int)(Find(GeneratorInputs.Condition)?.Shape[1] ?? 0),
        Find(GeneratorInputs.Codes) is { } codes ? ReadCodes(codes) : null);

    private TensorInfo? Find(string name) => inputs.FirstOrDefault(input => input.Name == name);

    private string[] ReadClassNames()
    {
        long? inGraph = LabelsOfGraph.Count(file.Model.Graph);
        if (!metadata.TryGetValue(GeneratorMetadata.Labels, out string? text))
        {
            return inGraph is { } count
                ? [.. Enumerable.Range(0, (int)count).Select(label => label.ToString(CultureInfo.InvariantCulture))]
                : throw new GanOnnxException(
                    $"{file.Name} takes labels but does not say how many classes there are; expected the metadata "
                    + $"'{GeneratorMetadata.Labels}', a JSON array of their names.");
        }

        string[] names = ParseNames(text);
        return inGraph is null || inGraph == names.Length
            ? names
            : throw new GanOnnxException(
                $"{file.Name} names {names.Length} classes in its metadata '{GeneratorMetadata.Labels}', but its graph "
                + $"has {inGraph}.");
    }

    internal string[] ParseNames(string text)
    {
        if (text.Length > LongestNames)
            throw new GanOnnxException(
                $"{file.Name} has the metadata '{GeneratorMetadata.Labels}' of {text.Length:N0} characters; at most "
                + $"{LongestNames:N0} are read.");
        if (JsonTexts.Parse(text) is { Length: > 0 } names && names.All(name => name is not null))
            return Distinct(names!);
        throw new GanOnnxException(
            $"{file.Name} says {GeneratorMetadata.Labels} = '{QuotedText.Of(text)}'; expected a JSON array of texts, "
            + "for example [\"cat\", \"dog\"].");
    }

    private string[] Distinct(string[] names)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !seen.Add(name)) is { } twice
            ? throw new GanOnnxException(
                $"{file.Name} names the class '{QuotedText.Of(twice)}' twice in its metadata "
                + $"'{GeneratorMetadata.Labels}', so that the name says nothing.")
            : names;
    }

    private CodesLayout ReadCodes(TensorInfo input)
    {
        string? text = metadata.GetValueOrDefault(GeneratorMetadata.Codes);
        if (!CodesLayout.TryParse(text, out var layout))
            throw new GanOnnxException(
                $"{file.Name} "
                + (text is null
                    ? "does not say what its codes are; "
                    : $"says {GeneratorMetadata.Codes} = '{QuotedText.Of(text)}'; ")
                + $"expected the metadata '{GeneratorMetadata.Codes}', for example '10,c2': numbers of categories, and "
                + "cN for N continuous codes.");
        return layout!.Size == input.Shape[1]
            ? layout
            : throw new GanOnnxException(
                $"{file.Name} says {GeneratorMetadata.Codes} = '{text}', which is {layout.Size} numbers, but its input "
                + $"is {input}.");
    }
}

/// <summary>Number of classes that the nodes that take labels know.</summary>
internal static class LabelsOfGraph
{
    internal const int MostClasses = 1 << 20;

    /// <returns>
    /// The least depth of a OneHot, or rows of a Gather's table; null where the graph does not say.
    /// </returns>
    internal static long? Count(GraphProto graph)
    {
        HashSet<string> labels = [GeneratorInputs.Label];
        var constants = Constants(graph);
        long? least = null;
        foreach (var node in graph.Node)
        {
            if (node is { OpType: "Cast" or "Identity" or "Reshape" or "Squeeze" or "Unsqueeze" or "Flatten" }
                && node.Input.Count > 0 && labels.Contains(node.Input[0]))
                labels.UnionWith(node.Output);
            long? count = node switch
            {
                { OpType: "OneHot", Input: [var taken, var depth, ..] } when labels.Contains(taken) =>
                    Scalar(constants.GetValueOrDefault(depth)),
                { OpType: "Gather", Input: [var table, var taken, ..] } when labels.Contains(taken) =>
                    constants.GetValueOrDefault(table)?.Dims.FirstOrDefault(),
                _ => null,
            };
            if (count is >= 1 and <= MostClasses)
                least = Math.Min(count.Value, least ?? count.Value);
        }

        return least;
    }

    private static Dictionary<string, TensorProto> Constants(GraphProto graph)
    {
        var constants = new Dictionary<string, TensorProto>(StringComparer.Ordinal);
        foreach (var tensor in graph.Initializer)
            constants.TryAdd(tensor.Name, tensor);
        foreach (var node in graph.Node.Where(node => node is { OpType: "Constant", Output.Count: 1 }))
        {
            if (node.Attribute.Select(attribute => attribute.T).FirstOrDefault(t => t is not null) is { } tensor)
                constants.TryAdd(node.Output[0], tensor);
        }

        return constants;
    }

    private static long? Scalar(TensorProto? tensor) => tensor switch
    {
        { Int64Data: [var value] } => value,
        { DataType: 7, RawData.Length: 8 } => BinaryPrimitives.ReadInt64LittleEndian(tensor.RawData.Span),
        _ => null,
    };
}
