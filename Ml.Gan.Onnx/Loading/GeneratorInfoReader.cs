using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Loading;

/// <summary>Reads what a generator is from its model, or says why it is none.</summary>
internal static class GeneratorInfoReader
{
    private const string Expected =
        "expected one input 'latent', float [N, z], or 'seed', int64 [N], any of 'label', int64 [N], 'condition', "
        + "float [N, c], and 'codes', float [N, k], and one output, float [N, C, H, W] or [N, length], with N free and "
        + "the rest fixed; 'truncation', float [1], may be there too if it has a default";

    /// <summary>The first version of the format whose initializers need not be inputs.</summary>
    private const long OptionalInputsVersion = 4;

    internal static GeneratorInfo Read(ModelFile file)
    {
        var graph = file.Model.Graph;
        var (inputs, outputs, metadata) = ModelSignature.Of(file);
        TensorInfo[] noise = [.. inputs.Where(i => IsLatent(i) || IsSeed(i))];
        if (noise is not [var input] || outputs is not [var output] || !ModelSignature.IsOfSamples(output)
            || !inputs.All(i => i == input || ConditionLayoutReader.IsCondition(i)))
        {
            throw new GanOnnxException(
                $"{file.Name} is {ModelRole.Generator.Mistaken(inputs, outputs)} but not a generator: found inputs "
                + $"{List(inputs)} and outputs {List(outputs)}; {Expected}.");
        }

        var (isImage, channels, height, width) = OutputSize(output, metadata);
        return new GeneratorInfo
        {
            Path = file.Path,
            Network = metadata.GetValueOrDefault(GeneratorMetadata.Network, ""),
            LatentSize = IsLatent(input) ? (int)input.Shape[1]!.Value : Number(metadata, GeneratorMetadata.LatentSize),
            TakesSeeds = IsSeed(input),
            IsImage = isImage,
            Channels = channels,
            Height = height,
            Width = width,
            ValueRange = Range(file, metadata),
            Input = input,
            Inputs = inputs,
            Truncation = Truncation(file),
            Conditions = new ConditionLayoutReader(file, metadata, inputs).Read(),
            Output = output,
            Opset = file.Model.OpsetImport.FirstOrDefault(o => o.Domain is "" or "ai.onnx")?.Version ?? 0,
            IrVersion = file.Model.IrVersion,
            Producer = $"{file.Model.ProducerName} {file.Model.ProducerVersion}".Trim(),
            Metadata = metadata,
            FileBytes = file.Bytes.LongLength,
            Operators = graph.Node.CountBy(n => n.OpType, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
            Parameters = graph.Initializer.Concat(Constants(graph)).Where(i => i.DataType is 1 or 3 or 10 or 11 or 16)
                .Aggregate(0L, (sum, tensor) => unchecked(sum + Elements(tensor))),
        };
    }

    private static TensorInfo? Truncation(ModelFile file)
    {
        var graph = file.Model.Graph;
        if (file.Model.IrVersion < OptionalInputsVersion
            || graph.Input.FirstOrDefault(i => i.Name == GeneratorInputs.Truncation) is not { } input)
            return null;
        var found = ModelSignature.Describe(input);
        return found is { ElementType: "float", Shape: [] or [1] }
            ? found
            : throw new GanOnnxException(
                $"{file.Name} has the optional input {found}; expected 'truncation' to be float [1].");
    }

    private static bool IsLatent(TensorInfo input) =>
        input is { Name: GeneratorInputs.Latent, ElementType: "float", Shape: [null, > 0 and <= 1 << 20] };

    private static bool IsSeed(TensorInfo input) =>
        input is { Name: GeneratorInputs.Seed, ElementType: "int64", Shape: [null] };

    private static (bool IsImage, int Channels, int Height, int Width) OutputSize(
        TensorInfo output, IReadOnlyDictionary<string, string> metadata)
    {
        if (output.Shape is [_, { } c, { } h, { } w])
            return (true, (int)c, (int)h, (int)w);

        int length = (int)output.Shape[1]!.Value;
        int channels = Number(metadata, GeneratorMetadata.Channels);
        int height = Number(metadata, GeneratorMetadata.Height);
        int width = Number(metadata, GeneratorMetadata.Width);
        bool fits = channels > 0 && height > 0 && width > 0 && (Int128)channels * height * width == length;
        return fits && channels != length ? (true, channels, height, width) : (false, length, 1, 1);
    }

    private static ValueRange Range(ModelFile file, IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(GeneratorMetadata.ValueRange, out string? text))
            return ValueRange.Tanh;
        return ValueRange.TryParse(text, out var range)
            ? range
            : throw new GanOnnxException(
                $"{file.Name} says {GeneratorMetadata.ValueRange} = '{text}'; expected 'low,high', for example "
                + "'-1,1'.");
    }

    private static int Number(IReadOnlyDictionary<string, string> metadata, string key) =>
        int.TryParse(metadata.GetValueOrDefault(key), out int number) ? number : 0;

    private static IEnumerable<TensorProto> Constants(GraphProto graph) =>
        graph.Node.Where(node => node.OpType == "Constant").SelectMany(node => node.Attribute).Select(a => a.T)
            .OfType<TensorProto>();

    private static long Elements(TensorProto tensor) =>
        tensor.Dims.Aggregate(1L, (product, d) => unchecked(product * d));

    private static string List(TensorInfo[] values) =>
        values.Length == 0 ? "none" : string.Join("; ", values.Select(v => v.ToString()));
}
