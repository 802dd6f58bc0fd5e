using System.Globalization;

namespace Ml.Gan.Onnx.Loading;

/// <summary>Reads what a discriminator is from its model, or says why it is none.</summary>
internal static class DiscriminatorInfoReader
{
    // Files of version 0.1 call the score "realness" and the probabilities "score".
    private const string FormerScore = "realness";
    private const string FormerProbabilities = "score";

    internal static DiscriminatorInfo Read(ModelFile file)
    {
        var (inputs, outputs, metadata) = ModelSignature.Of(file);
        if (metadata.TryGetValue(GeneratorMetadata.Packing, out string? packing) && packing != "1")
            throw new GanOnnxException(
                $"{file.Name} is a discriminator of packs of {packing} samples, not of single ones. Run it with ONNX "
                + "Runtime itself.");
        bool isFormer = outputs.Any(output => output.Name == FormerScore);
        var score = outputs.FirstOrDefault(output => output
            is { ElementType: "float", Shape: [null, 1] }
            && output.Name == (isFormer ? FormerScore : DiscriminatorNames.Score));
        if (inputs.Where(IsSample).ToArray() is not [var sample] || score is null
            || !inputs.All(i => i == sample || ConditionLayoutReader.IsCondition(i)))
        {
            throw new GanOnnxException(
                $"{file.Name} is {ModelRole.Discriminator.Mistaken(inputs, outputs)} but not a "
                + "discriminator: expected an input 'image', float [N, C, H, W], "
                + "or 'sample', float [N, D], at most a condition besides, and an output 'score', float [N, 1].");
        }

        var probabilities = outputs.FirstOrDefault(output => output
            is { ElementType: "float", Shape: [null, > 1] }
            && output.Name == (isFormer ? FormerProbabilities : DiscriminatorNames.Probabilities));
        if (probabilities?.Shape[1] > LabelsOfGraph.MostClasses)
            throw new GanOnnxException(
                $"{file.Name} says that its output is {probabilities}; at most {LabelsOfGraph.MostClasses} classes are "
                + "read.");
        var conditions = new ConditionLayoutReader(file, metadata, inputs);
        return new DiscriminatorInfo
        {
            Network = metadata.GetValueOrDefault(GeneratorMetadata.Network, ""),
            Input = sample,
            Inputs = inputs,
            Score = score,
            Probabilities = probabilities,
            Conditions = conditions.Read(),
            ClassNames = probabilities is null ? [] : ClassNames(probabilities.RowLength, conditions, metadata),
            Metadata = metadata,
        };
    }

    private static bool IsSample(TensorInfo input) => ModelSignature.IsOfSamples(input) && input
        is { Name: DiscriminatorNames.Image, Shape.Count: 4 } or { Name: DiscriminatorNames.Sample, Shape.Count: 2 };

    private static string[] ClassNames(
        int count, ConditionLayoutReader conditions, IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(GeneratorMetadata.Labels, out string? text)
            && conditions.ParseNames(text) is var names && names.Length == count
            ? names
            : [.. Enumerable.Range(0, count).Select(label => label.ToString(CultureInfo.InvariantCulture))];
}
