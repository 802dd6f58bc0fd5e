namespace Ml.Gan.Onnx.Loading;

/// <summary>Reads the range of values of images from a model's metadata.</summary>
internal static class ValueRangeReader
{
    /// <summary>The range; −1 to 1 where the file doesn't say.</summary>
    /// <exception cref="GanOnnxException">What it says is no range.</exception>
    internal static ValueRange Read(ModelFile file, IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(GeneratorMetadata.ValueRange, out string? text))
            return ValueRange.Tanh;
        return ValueRange.TryParse(text, out var range)
            ? range
            : throw new GanOnnxException(
                $"{file.Name} says {GeneratorMetadata.ValueRange} = '{QuotedText.Of(text)}'; expected 'low,high', for "
                + "example '-1,1'.");
    }
}
