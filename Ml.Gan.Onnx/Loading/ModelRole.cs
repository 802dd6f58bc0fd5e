namespace Ml.Gan.Onnx.Loading;

/// <summary>What a model is for: the words of messages about files that are expected to be of the kind.</summary>
/// <param name="Noun">The kind, with its article.</param>
/// <param name="Source">Where such files come from, as the end of "Expected one …".</param>
internal sealed record ModelRole(string Noun, string Source)
{
    private const string OurWriters = "as 'mlgan train', or ExportToOnnx in code, writes it";

    internal static ModelRole Generator { get; } = new("a generator", OurWriters);

    internal static ModelRole Discriminator { get; } = new("a discriminator", OurWriters);

    internal static ModelRole ImageNetwork { get; } = new(
        "a network for features",
        "from color images, float [N, 3, H, W], to numbers, as torch.onnx.export writes it");

    /// <summary>
    /// What a model that isn't of this kind looks like instead, by its inputs and outputs, with its article.
    /// </summary>
    internal string Mistaken(IReadOnlyList<TensorInfo> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        var other = inputs.Any(input => input.Name is GeneratorInputs.Latent or GeneratorInputs.Seed)
            ? Generator
            : outputs.Any(output => output.Name == DiscriminatorNames.Score)
                && inputs.Any(input => input.Name is DiscriminatorNames.Image or DiscriminatorNames.Sample)
            ? Discriminator
            : inputs is [{ ElementType: "float", Shape: [null or 1, null or 3, _, _] }]
            ? ImageNetwork
            : null;
        return other is null || other == this ? "an ONNX model" : other.Noun;
    }
}
