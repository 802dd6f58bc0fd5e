using System.Globalization;

namespace Ml.Gan.Onnx.Loading;

/// <summary>Reads what a translator is from its model, or says why it is none.</summary>
internal static class TranslatorInfoReader
{
    private const int MostChannels = 64, MostScale = 16, LargestMultiple = 1024, LargestSide = 1 << 16;

    /// <summary>
    /// Smaller images are padded to this where a network pads its maps itself, and its file doesn't say how few pixels
    /// it takes: of maps that it has halved twice, two pixels are left, so that one can mirror the other.
    /// </summary>
    private const int LeastSide = 8;

    private const string Expected =
        "expected one input 'input', float [N, C, H, W], and one output 'output', float [N, C, H, W], with C fixed, at "
        + "most 64, and N, H and W free";

    /// <summary>Whether a model has the input and the output of a translator.</summary>
    internal static bool IsTranslator(IReadOnlyList<TensorInfo> inputs, IReadOnlyList<TensorInfo> outputs) =>
        inputs is [{ Name: TranslatorNames.Input } input] && IsOfImages(input)
        && outputs is [{ Name: TranslatorNames.Output } output] && IsOfImages(output);

    internal static TranslatorInfo Read(ModelFile file)
    {
        var (inputs, outputs, metadata) = ModelSignature.Of(file);
        if (!IsTranslator(inputs, outputs))
            throw new GanOnnxException(
                $"{file.Name} is {ModelRole.Translator.Instead(inputs, outputs)}: found inputs "
                + $"{ModelSignature.List(inputs)} and outputs {ModelSignature.List(outputs)}; {Expected}.");
        var (input, output) = (inputs[0], outputs[0]);
        var facts = ModelFacts.Of(file);
        var texts = new MetadataTexts(file, metadata);
        var size = texts.Size(TranslatorMetadata.TrainingSize, LargestSide);
        int multiple = (int)(texts.Number(TranslatorMetadata.SizeMultiple, 1, LargestMultiple) ?? 1);
        int scale = (int)(texts.Number(TranslatorMetadata.Scale, 1, MostScale) ?? 1);
        var roles = TranslatorRoles.Read(file, metadata, input, output, scale);
        return new TranslatorInfo
        {
            Path = file.Path,
            System = metadata.GetValueOrDefault(TranslatorMetadata.System, ""),
            Network = metadata.GetValueOrDefault(TranslatorMetadata.Network, ""),
            InputChannels = texts.Channels(TranslatorMetadata.InputChannels, input),
            OutputChannels = texts.Channels(TranslatorMetadata.OutputChannels, output),
            Scale = scale,
            TakesMask = roles.TakesMask,
            GuidanceChannels = roles.Guidance,
            SizeMultiple = multiple,
            LeastSize = (int)(texts.Number(TranslatorMetadata.LeastSize, 1, LargestMultiple)
                ?? (facts.Operators.ContainsKey("Pad") ? Math.Max(LeastSide, multiple) : multiple)),
            TrainingHeight = size?.Height,
            TrainingWidth = size?.Width,
            ValueRange = ValueRangeReader.Read(file, metadata),
            Domains = texts.Domains(),
            Steps = texts.Number(TranslatorMetadata.Steps, 0, long.MaxValue),
            TrainingData = metadata.GetValueOrDefault(TranslatorMetadata.TrainingData, ""),
            TrainingDataLicense = metadata.GetValueOrDefault(TranslatorMetadata.TrainingDataLicense, ""),
            Input = input,
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

    private static bool IsOfImages(TensorInfo value) =>
        value is { ElementType: "float", Shape: [null, > 0 and <= MostChannels, null, null] };

    /// <summary>Texts of a file that stand for numbers, and what is wrong with those that don't.</summary>
    private sealed class MetadataTexts(ModelFile file, IReadOnlyDictionary<string, string> metadata)
    {
        internal long? Number(string key, long least, long greatest)
        {
            if (!metadata.TryGetValue(key, out string? text))
                return null;
            return IsWhole(text, out long number) && number >= least && number <= greatest
                ? number
                : throw Unexpected(
                    key, text,
                    $"a whole number from {least}{(greatest == long.MaxValue ? " on" : $" to {greatest}")}");
        }

        internal int Channels(string key, TensorInfo value)
        {
            long channels = value.Shape[1]!.Value;
            return Number(key, 1, MostChannels) is not { } told || told == channels
                ? (int)channels
                : throw new GanOnnxException($"{file.Name} says {key} = '{told}', but its {value.Name} is {value}.");
        }

        internal (int Height, int Width)? Size(string key, int largest)
        {
            if (!metadata.TryGetValue(key, out string? text))
                return null;
            string[] parts = text.Length > 20 ? [] : text.Split(',');
            return parts.Length == 2 && IsSide(parts[0], out long height) && IsSide(parts[1], out long width)
                ? ((int)height, (int)width)
                : throw Unexpected(key, text, $"'height,width', for example '128,128', each from 1 to {largest}");

            bool IsSide(string part, out long side) => IsWhole(part, out side) && side >= 1 && side <= largest;
        }

        /// <summary>Two names; none where a name has commas itself, so that they can't be told apart.</summary>
        internal string[] Domains() =>
            metadata.GetValueOrDefault(TranslatorMetadata.Domains)?.Split(',', StringSplitOptions.TrimEntries)
                is [{ Length: > 0 }, { Length: > 0 }] names
                ? names
                : [];

        private GanOnnxException Unexpected(string key, string text, string expected) =>
            new($"{file.Name} says {key} = '{QuotedText.Of(text)}'; expected {expected}.");

        private static bool IsWhole(string text, out long number) =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
