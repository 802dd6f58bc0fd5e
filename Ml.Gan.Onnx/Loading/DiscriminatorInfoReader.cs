using System.Globalization;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx;

/// <summary>Reads what a discriminator is from its model, or says why it is none.</summary>
internal static class DiscriminatorInfoReader
{
    internal static DiscriminatorInfo Read(ModelFile file)
    {
        GraphProto graph = file.Model.Graph;
        HashSet<string> weights = new(graph.Initializer.Select(i => i.Name), StringComparer.Ordinal);
        TensorInfo[] inputs = [.. graph.Input.Where(i => !weights.Contains(i.Name)).Select(TensorReader.Describe)];
        TensorInfo[] outputs = [.. graph.Output.Select(TensorReader.Describe)];
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        foreach (StringStringEntryProto entry in file.Model.MetadataProps)
            metadata[entry.Key] = entry.Value;
        RefusePacks(file, metadata);
        if (inputs.Where(IsSample).ToArray() is not [TensorInfo sample] || !outputs.Any(IsRealness)
            || !inputs.All(i => i == sample || ConditionLayoutReader.IsCondition(i)))
        {
            throw new GanOnnxException(
                $"{file.Name} is an ONNX model but not a discriminator: expected an input 'image', float [N, C, H, W], or 'sample', "
                + "float [N, D], at most a condition besides, and an output 'realness', float [N, 1].");
        }

        ConditionLayoutReader conditions = new(file, metadata, inputs);
        return new DiscriminatorInfo
        {
            Network = metadata.GetValueOrDefault(GeneratorMetadata.Network, ""),
            Input = sample,
            Inputs = inputs,
            Conditions = conditions.Read(),
            ClassNames = ClassNames(outputs.FirstOrDefault(IsScore), conditions, metadata),
            Metadata = metadata,
        };
    }

    private static void RefusePacks(ModelFile file, Dictionary<string, string> metadata)
    {
        if (metadata.TryGetValue(GeneratorMetadata.Packing, out string? packing) && packing != "1")
            throw new GanOnnxException(
                $"{file.Name} is a discriminator that judges packs of {packing} samples, not single ones. Run it with ONNX Runtime itself.");
    }

    private static bool IsSample(TensorInfo input) => input
        is { Name: DiscriminatorNames.Image, ElementType: "float", Shape: [null, > 0, > 0, > 0] }
        or { Name: DiscriminatorNames.Sample, ElementType: "float", Shape: [null, > 0] };

    private static bool IsRealness(TensorInfo output) =>
        output is { Name: DiscriminatorNames.Realness, ElementType: "float", Shape: [null, 1] };

    private static bool IsScore(TensorInfo output) =>
        output is { Name: DiscriminatorNames.Score, ElementType: "float", Shape: [null, > 1] };

    private static string[] ClassNames(TensorInfo? score, ConditionLayoutReader conditions, Dictionary<string, string> metadata)
    {
        if (score is null)
            return [];
        int count = (int)score.Shape[1]!.Value;
        return metadata.TryGetValue(GeneratorMetadata.Labels, out string? text) && conditions.ParseNames(text) is var names && names.Length == count
            ? names
            : [.. Enumerable.Range(0, count).Select(label => label.ToString(CultureInfo.InvariantCulture))];
    }
}
