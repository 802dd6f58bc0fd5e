namespace Ml.Gan.Tests.Fuzzing;

/// <summary>The readers that are fuzzed: a new one is added here.</summary>
internal static class FuzzTargets
{
    private static readonly Dictionary<string, Func<FuzzTarget>> s_all = new()
    {
        ["idx"] = () => new IdxTarget(),
        ["idx-labels"] = () => new IdxLabelsTarget(),
        ["csv"] = () => new CsvTarget(),
        ["safetensors"] = () => new WeightsTarget(),
        ["image"] = () => new ImageTarget(),
        ["onnx-metadata"] = () => new MetadataTarget(),
        ["onnx-composition"] = () => new CompositionTarget(),
        ["onnx-generator"] = () => new GeneratorTarget(),
        ["onnx-discriminator"] = () => new DiscriminatorTarget(),
        ["onnx-translator"] = () => new TranslatorTarget(),
        ["onnx-translator-metadata"] = () => new TranslatorMetadataTarget(),
        ["onnx-captioner"] = () => new CaptionerTarget(),
        ["onnx-captioner-metadata"] = () => new CaptionerMetadataTarget(),
        ["onnx-features"] = () => new FeaturesTarget(),
        ["pipeline"] = () => new PipelineTarget(),
    };

    public static IReadOnlyCollection<string> Names => s_all.Keys;

    public static FuzzTarget Create(string name) => s_all[name]();
}
