using Microsoft.ML;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// A column that a saved model makes, by way of a built-in transformer where it holds images.
/// </summary>
/// <param name="ColumnName">The pipeline's column.</param>
/// <param name="ModelOutput">The model's output.</param>
internal sealed record SavedOutput(string ColumnName, string ModelOutput)
{
    private (int Height, int Width) Picture { get; init; }

    /// <summary>The words that whole numbers stand for; null where they stand for none.</summary>
    private IReadOnlyList<string>? Words { get; init; }

    /// <summary>Float vectors, which the model makes as they are.</summary>
    public static SavedOutput OfVectors(string name) => new(name, name);

    /// <summary>
    /// Images, of which the model makes red, green and blue, whole numbers from 0 to 255, plane by plane.
    /// </summary>
    public static SavedOutput OfImages(string name, int height, int width) =>
        new(name, $"{name}.Colors") { Picture = (height, width) };

    /// <summary>Words, whose numbers, from 0, the model makes.</summary>
    public static SavedOutput OfWords(string name, IReadOnlyList<string> words) =>
        new(name, $"{name}.Tokens") { Words = words };

    /// <summary>Whether the model makes another column, of which a built-in transformer makes this one.</summary>
    public bool IsDerived => ModelOutput != ColumnName;

    /// <summary>What makes the column of the model's output.</summary>
    public IEstimator<ITransformer> Derive(TransformsCatalog transforms) => Words is null
        ? transforms.ConvertToImage(Picture.Height, Picture.Width, ColumnName, ModelOutput)
        : transforms.Conversion.MapValue(
            ColumnName, Words.Select((word, id) => KeyValuePair.Create((long)id, word)), ModelOutput);
}
