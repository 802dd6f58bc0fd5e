namespace Ml.Gan.Onnx.Loading;

/// <summary>What a model is for: the words of messages about files that are expected to be of the kind.</summary>
/// <param name="Noun">The kind, with its article.</param>
/// <param name="Source">Where such files come from, as the end of "Expected one …".</param>
/// <param name="Use">What runs such a file, as an order.</param>
internal sealed record ModelRole(string Noun, string Source, string Use)
{
    private const string OurWriters = "as 'mlgan train', or ExportToOnnx in code, writes it";

    internal static ModelRole Generator { get; } =
        new("a generator", OurWriters, "sample it with 'mlgan sample', or OnnxGenerator in code");

    internal static ModelRole Discriminator { get; } =
        new("a discriminator", OurWriters, "have OnnxDiscriminator score samples with it in code");

    internal static ModelRole Translator { get; } =
        new("a translator", OurWriters, "translate images with 'mlgan translate', or OnnxTranslator in code");

    internal static ModelRole Captioner { get; } =
        new("a captioner", OurWriters, "caption images with 'mlgan caption', or OnnxCaptioner in code");

    internal static ModelRole CaptionEvaluator { get; } = new(
        "an evaluator of captions", OurWriters,
        "score captions with 'mlgan caption --evaluator', or OnnxCaptionEvaluator in code");

    internal static ModelRole ImageNetwork { get; } = new(
        "a network for features",
        "from color images, float [N, 3, H, W], to numbers, as torch.onnx.export writes it",
        "evaluate generators with 'mlgan evaluate --features', or OnnxFeatures in code");

    /// <summary>
    /// What a model that isn't of this kind looks like instead, by its inputs and outputs, with its article.
    /// </summary>
    internal string Mistaken(IReadOnlyList<TensorInfo> inputs, IReadOnlyList<TensorInfo> outputs) =>
        Other(inputs, outputs)?.Noun ?? "an ONNX model";

    /// <summary>The same, then that it isn't of this kind, and what runs it where that is known.</summary>
    internal string Instead(IReadOnlyList<TensorInfo> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        var other = Other(inputs, outputs);
        return $"{other?.Noun ?? "an ONNX model"} but not {Noun}{(other is null ? "" : $" ({other.Use})")}";
    }

    private ModelRole? Other(IReadOnlyList<TensorInfo> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        var other = inputs.Any(input => input.Name is GeneratorInputs.Latent or GeneratorInputs.Seed)
            ? Generator
            : TranslatorInfoReader.IsTranslator(inputs, outputs)
            ? Translator
            : CaptionerInfoReader.IsCaptioner(inputs, outputs)
            ? Captioner
            : CaptionerInfoReader.IsEvaluator(inputs, outputs)
            ? CaptionEvaluator
            : outputs.Any(output => output.Name == DiscriminatorNames.Score)
                && inputs.Any(input => input.Name is DiscriminatorNames.Image or DiscriminatorNames.Sample)
            ? Discriminator
            : inputs is [{ ElementType: "float", Shape: [null or 1, null or 3, _, _] }]
                && !outputs.Any(output => output.Shape is [_, _, not 1, not 1])
            ? ImageNetwork
            : null;
        return other == this ? null : other;
    }
}
