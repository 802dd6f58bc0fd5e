using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;

namespace PipelineApp;

/// <summary>The generated column as pictures.</summary>
internal static class GeneratedPictures
{
    public const string Column = "Picture";

    private const string Generated = "Generated", Bytes = "Bytes", Colors = "Colors";

    /// <summary>
    /// Adds a column of pictures. Generated images are vectors (1, C, H, W) with values in [-1, 1], or pictures
    /// already, where the estimator's OutputKind was Image.
    /// </summary>
    /// <exception cref="InvalidOperationException">The generated column is neither.</exception>
    public static IDataView Of(MLContext mlContext, IDataView samples)
    {
        if (samples.Schema.GetColumnOrNull(Generated) is not { } column)
            throw new InvalidOperationException(
                $"The pipeline adds no column '{Generated}'; its columns are "
                + $"{string.Join(", ", samples.Schema.Select(c => c.Name))}.");
        IEstimator<ITransformer> pictures = column.Type switch
        {
            ImageDataViewType => mlContext.Transforms.CopyColumns(Column, Generated),
            VectorDataViewType { Dimensions: [1, 1, int height, int width] } =>
                // Gray: the same numbers for red, green and blue.
                ToBytes(mlContext)
                    .Append(mlContext.Transforms.Concatenate(Colors, Bytes, Bytes, Bytes))
                    .Append(ToPicture(mlContext, Colors, height, width)),
            VectorDataViewType { Dimensions: [1, 3, int height, int width] } =>
                ToBytes(mlContext).Append(ToPicture(mlContext, Bytes, height, width)),
            var other => throw new InvalidOperationException(
                $"The column '{Generated}' holds {other}, no images of 1 or 3 channels."),
        };
        return pictures.Fit(samples).Transform(samples);
    }

    /// <summary>
    /// Numbers from -1 to 1 as 0 to 255, which are then cut off to whole ones. ConvertToImage's own scale and offset
    /// would make pictures transparent: with them, alpha is 0 unless the vector has a plane of it.
    /// </summary>
    private static ExpressionEstimator ToBytes(MLContext mlContext) =>
        mlContext.Transforms.Expression(Bytes, "x => (x + 1) * 127.5f + 0.5f", Generated);

    private static VectorToImageConvertingEstimator ToPicture(
        MLContext mlContext, string column, int height, int width) => mlContext.Transforms.ConvertToImage(
        height,
        width,
        Column,
        column,
        colorsPresent: ImagePixelExtractingEstimator.ColorBits.Rgb,
        orderOfColors: ImagePixelExtractingEstimator.ColorsOrder.ARGB,
        interleavedColors: false);
}
