using Ml.Gan.Onnx.Loading;

namespace Ml.Gan.Onnx.Cards;

/// <summary>What a card tells of one file.</summary>
/// <param name="File">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Name of its network, or of the system that trained it; empty where it isn't known.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Output">Its output.</param>
/// <param name="ClassNames">Classes that can be asked for.</param>
/// <param name="Parameters">Numbers that are stored in it.</param>
/// <param name="Metadata">Its texts.</param>
internal sealed record CardModel(
    string File,
    CardKind Kind,
    string Name,
    IReadOnlyList<TensorInfo> Inputs,
    TensorInfo Output,
    IReadOnlyList<string> ClassNames,
    long Parameters,
    IReadOnlyDictionary<string, string> Metadata)
{
    /// <exception cref="GanOnnxException">The file can't be read, or is no model that has a card.</exception>
    internal static CardModel Read(string path)
    {
        var file = ModelFile.Read(path, new OnnxGeneratorOptions().MaxFileBytes, ModelRole.Generator);
        string name = Path.GetFileName(path);
        var (inputs, outputs, _) = ModelSignature.Of(file);
        if (TranslatorInfoReader.IsTranslator(inputs, outputs))
        {
            var info = TranslatorInfoReader.Read(file);
            var kind = info.TakesMask ? CardKind.Completion : CardKind.Translator;
            return new(name, kind, info.System, [info.Input], info.Output, [], info.Parameters, info.Metadata);
        }
        if (CaptionerInfoReader.IsCaptioner(inputs, outputs))
        {
            var info = CaptionerInfoReader.ReadCaptioner(file);
            return new(
                name, CardKind.Captioner, info.System, info.Inputs, info.Output, [], info.Parameters, info.Metadata);
        }
        var generator = GeneratorInfoReader.Read(file);
        IReadOnlyList<TensorInfo> optional = generator.Truncation is { } truncation ? [truncation] : [];
        return new(
            name, generator.IsImage ? CardKind.ImageGenerator : CardKind.VectorGenerator, generator.Network,
            [.. generator.Inputs, .. optional], generator.Output, generator.Conditions.ClassNames,
            generator.Parameters, generator.Metadata);
    }

    /// <summary>A text of the file; null where it has none, or an empty one.</summary>
    internal string? Text(string key) => Metadata.GetValueOrDefault(key) is { Length: > 0 } text ? text : null;
}

/// <summary>What a model makes of what.</summary>
internal enum CardKind
{
    /// <summary>Images of noise.</summary>
    ImageGenerator,

    /// <summary>Vectors of noise.</summary>
    VectorGenerator,

    /// <summary>Images of images.</summary>
    Translator,

    /// <summary>Images of images with holes.</summary>
    Completion,

    /// <summary>Captions of images.</summary>
    Captioner,
}
