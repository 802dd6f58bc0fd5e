using System.Globalization;

namespace Ml.Gan.Onnx.Loading;

/// <summary>Reads what a captioner or an evaluator is from its model, or says why it is none.</summary>
internal static class CaptionerInfoReader
{
    private const int MostChannels = 64, LargestSide = 1024, MostWords = 1024, MostNoise = 1 << 20;

    private const string ExpectedImage =
        "an input 'image', float [N, C, H, W], with C, at most 64, and H and W, at most 1,024, fixed";

    /// <summary>Whether a model has the inputs and the output of a captioner.</summary>
    internal static bool IsCaptioner(IReadOnlyList<TensorInfo> inputs, IReadOnlyList<TensorInfo> outputs) =>
        inputs.Count == 2 && inputs.Any(IsImage) && inputs.Any(IsNoise) && outputs is [var output] && IsTokens(output);

    /// <summary>Whether a model has the inputs and the output of an evaluator of captions.</summary>
    internal static bool IsEvaluator(IReadOnlyList<TensorInfo> inputs, IReadOnlyList<TensorInfo> outputs) =>
        inputs.Count == 2 && inputs.Any(IsImage) && inputs.Any(IsTokens)
        && outputs is [{ Name: CaptionerNames.Score, ElementType: "float", Shape: [null] }];

    internal static CaptionerInfo ReadCaptioner(ModelFile file)
    {
        var signature = ModelSignature.Of(file);
        var (inputs, outputs, _) = signature;
        if (!IsCaptioner(inputs, outputs))
            throw Refusal(
                file, ModelRole.Captioner, signature, "an input 'noise', float [N, Z], and one output 'tokens', int64 "
                + "[N, T]");
        return Read(
            file, signature, CaptionerMetadata.Captioner, outputs[0], (int)inputs.First(IsNoise).Shape[1]!.Value);
    }

    internal static CaptionerInfo ReadEvaluator(ModelFile file)
    {
        var signature = ModelSignature.Of(file);
        var (inputs, outputs, _) = signature;
        if (!IsEvaluator(inputs, outputs))
            throw Refusal(
                file, ModelRole.CaptionEvaluator, signature, "an input 'tokens', int64 [N, T], and one output "
                + "'score', float [N]");
        return Read(file, signature, CaptionerMetadata.Evaluator, inputs.First(IsTokens), latentSize: 0);
    }

    private static CaptionerInfo Read(
        ModelFile file, ModelSignature signature, string kind, TensorInfo tokens, int latentSize)
    {
        var (inputs, outputs, metadata) = signature;
        var image = inputs.First(IsImage);
        var facts = ModelFacts.Of(file);
        var texts = new Texts(file, metadata);
        if (metadata.GetValueOrDefault(CaptionerMetadata.Kind, kind) is var told && told != kind)
            throw new GanOnnxException(
                $"{file.Name} says {CaptionerMetadata.Kind} = '{QuotedText.Of(told)}', but has the inputs and the "
                + $"output of {(kind == CaptionerMetadata.Captioner ? "a captioner" : "an evaluator")}.");
        int length = (int)tokens.Shape[1]!.Value;
        if (latentSize > 0)
            texts.Require(CaptionerMetadata.LatentSize, latentSize, inputs.First(IsNoise));
        texts.Require(CaptionerMetadata.MaxLength, length, tokens);
        texts.Require(CaptionerMetadata.Channels, image.Shape[1]!.Value, image);
        texts.Require(CaptionerMetadata.Height, image.Shape[2]!.Value, image);
        texts.Require(CaptionerMetadata.Width, image.Shape[3]!.Value, image);
        return new CaptionerInfo
        {
            Path = file.Path,
            Kind = kind,
            System = metadata.GetValueOrDefault(CaptionerMetadata.System, ""),
            Objective = metadata.GetValueOrDefault(CaptionerMetadata.Objective, ""),
            Channels = (int)image.Shape[1]!.Value,
            Height = (int)image.Shape[2]!.Value,
            Width = (int)image.Shape[3]!.Value,
            LatentSize = latentSize,
            MaxLength = length,
            Vocabulary = VocabularyReader.Read(file, metadata),
            ValueRange = ValueRangeReader.Read(file, metadata),
            Steps = texts.Number(CaptionerMetadata.Steps),
            TrainingData = metadata.GetValueOrDefault(CaptionerMetadata.TrainingData, ""),
            TrainingDataLicense = metadata.GetValueOrDefault(CaptionerMetadata.TrainingDataLicense, ""),
            Inputs = inputs,
            Output = outputs[0],
            Opset = facts.Opset,
            IrVersion = facts.IrVersion,
            Producer = facts.Producer,
            Metadata = metadata,
            FileBytes = file.Bytes.LongLength,
            Operators = facts.Operators,
            Parameters = facts.Parameters,
        };
    }

    private static GanOnnxException Refusal(
        ModelFile file, ModelRole role, ModelSignature found, string expected) => new(
            $"{file.Name} is {role.Instead(found.Inputs, found.Outputs)}: found inputs "
            + $"{ModelSignature.List(found.Inputs)} and outputs {ModelSignature.List(found.Outputs)}; expected "
            + $"{ExpectedImage}, {expected}.");

    private static bool IsImage(TensorInfo input) => input is
    {
        Name: CaptionerNames.Image,
        ElementType: "float",
        Shape: [null, > 0 and <= MostChannels, > 0 and <= LargestSide, > 0 and <= LargestSide]
    };

    private static bool IsNoise(TensorInfo input) =>
        input is { Name: CaptionerNames.Noise, ElementType: "float", Shape: [null, > 0 and <= MostNoise] };

    private static bool IsTokens(TensorInfo value) =>
        value is { Name: CaptionerNames.Tokens, ElementType: "int64", Shape: [null, > 0 and <= MostWords] };

    /// <summary>Texts of a file that stand for numbers.</summary>
    private sealed class Texts(ModelFile file, IReadOnlyDictionary<string, string> metadata)
    {
        internal long? Number(string key)
        {
            if (!metadata.TryGetValue(key, out string? text))
                return null;
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : throw new GanOnnxException(
                    $"{file.Name} says {key} = '{QuotedText.Of(text)}'; expected a whole number from 0 on.");
        }

        /// <summary>Refuses a number that is told otherwise than an input or output has it.</summary>
        internal void Require(string key, long number, TensorInfo value)
        {
            if (Number(key) is { } told && told != number)
                throw new GanOnnxException($"{file.Name} says {key} = '{told}', but its {value.Name} is {value}.");
        }
    }
}
