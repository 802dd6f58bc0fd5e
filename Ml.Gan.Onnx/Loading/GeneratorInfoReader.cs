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
        var (inputs, outputs, metadata) = ModelSignature.Of(file);
        TensorInfo[] noise = [.. inputs.Where(i => IsLatent(i) || IsSeed(i))];
        if (noise is not [var input] || outputs is not [var output] || !ModelSignature.IsOfSamples(output)
            || !inputs.All(i => i == input || ConditionLayoutReader.IsCondition(i)))
        {
            throw new GanOnnxException(
                $"{file.Name} is {ModelRole.Generator.Instead(inputs, outputs)}: found inputs "
                + $"{ModelSignature.List(inputs)} and outputs {ModelSignature.List(outputs)}; {Expected}.");
        }

        var (isImage, channels, height, width) = OutputSize(output, metadata);
        var facts = ModelFacts.Of(file);
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
            ValueRange = ValueRangeReader.Read(file, metadata),
            Input = input,
            Inputs = inputs,
            Truncation = Truncation(file),
            Conditions = new ConditionLayoutReader(file, metadata, inputs).Read(),
            Output = output,
            Opset = facts.Opset,
            IrVersion = facts.IrVersion,
            Producer = facts.Producer,
            Metadata = metadata,
            FileBytes = file.Bytes.LongLength,
            Operators = facts.Operators,
            Parameters = facts.Parameters,
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

    private static int Number(IReadOnlyDictionary<string, string> metadata, string key) =>
        int.TryParse(metadata.GetValueOrDefault(key), out int number) ? number : 0;
}
