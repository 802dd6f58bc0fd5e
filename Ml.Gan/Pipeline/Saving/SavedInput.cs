using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Pipeline.Columns;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// A column that a saved model reads, by way of built-in transformers where it holds no float vectors.
/// </summary>
/// <param name="ColumnName">The pipeline's column.</param>
/// <param name="Type">Its type.</param>
/// <param name="ModelInput">The model's input.</param>
/// <param name="Size">Numbers that the model reads of a row.</param>
internal sealed record SavedInput(string ColumnName, DataViewType Type, string ModelInput, int Size)
{
    /// <summary>Alpha, red, green and blue: what <c>ExtractPixels</c> takes from one pixel.</summary>
    public const int OnePixelLength = 4;

    /// <summary>
    /// Height and width that images are read in; one pixel stands for a row where the image doesn't matter.
    /// </summary>
    private (int Height, int Width) Picture { get; init; } = (1, 1);

    /// <summary>Float vectors, which the model reads as they are.</summary>
    public static SavedInput OfVectors(string name, int size) =>
        new(name, new VectorDataViewType(NumberDataViewType.Single, size), name, size);

    /// <summary>Keys, which the model reads as one-hot vectors.</summary>
    public static SavedInput OfLabels(LabelColumn label) =>
        new(label.Name, label.Type, $"{label.Name}.OneHot", label.KeyCount);

    /// <summary>
    /// Images, of which the model reads alpha and, multiplied by it, red, green and blue, from 0 to 255, plane by
    /// plane.
    /// </summary>
    public static SavedInput OfImages(string name, DataViewType type, int height, int width) =>
        new(name, type, $"{name}.Pixels", OnePixelLength * height * width) { Picture = (height, width) };

    /// <summary>A column of images or vectors, of which nothing matters but that there is a row.</summary>
    public static SavedInput OfRows(string name, DataViewType type) => type is VectorDataViewType vector
        ? OfVectors(name, vector.Size)
        : new SavedInput(name, type, $"{name}.Pixel", OnePixelLength);

    /// <summary>The same for a model that makes a column: vectors are copied where it has the name of theirs.</summary>
    public SavedInput BesideOutput(string column) =>
        ModelInput == column ? this with { ModelInput = $"{column}.Input" } : this;

    /// <summary>Whether the model reads another column, which a built-in transformer makes of this one.</summary>
    public bool IsDerived => ModelInput != ColumnName;

    /// <summary>What makes the model's input of the column.</summary>
    public IEstimator<ITransformer> Derive(TransformsCatalog transforms) => Type switch
    {
        ImageDataViewType => transforms.ResizeImages(ModelInput, Picture.Width, Picture.Height, ColumnName)
            .Append(transforms.ExtractPixels(
                ModelInput, colorsToExtract: ImagePixelExtractingEstimator.ColorBits.All)),
        VectorDataViewType => transforms.CopyColumns(ModelInput, ColumnName),
        _ => transforms.Conversion.MapKeyToVector(ModelInput, ColumnName),
    };

    /// <summary>Adds the input to a graph.</summary>
    /// <returns>Shape (N, <see cref="Size"/>).</returns>
    public OnnxValue Write(OnnxGraph graph) => graph.Input(ModelInput, null, Size);
}
