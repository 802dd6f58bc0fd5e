using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace PipelineApp;

/// <summary>The generated column as pictures.</summary>
internal static class GeneratedPictures
{
    public const string Column = "Picture";

    private const string Generated = "Generated", Colors = "Colors";

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
                mlContext.Transforms.Concatenate(Colors, Generated, Generated, Generated)
                    .Append(ToPicture(mlContext, Colors, height, width)),
            VectorDataViewType { Dimensions: [1, 3, int height, int width] } =>
                ToPicture(mlContext, Generated, height, width),
            var other => throw new InvalidOperationException(
                $"The column '{Generated}' holds {other}, no images of 1 or 3 channels."),
        };
        return pictures.Fit(samples).Transform(samples);
    }

    /// <summary>From -1 to 1, plane by plane, to 0 to 255; without an alpha of 255 pictures are transparent.</summary>
    private static VectorToImageConvertingEstimator ToPicture(
        MLContext mlContext, string column, int height, int width) => mlContext.Transforms.ConvertToImage(
        height,
        width,
        Column,
        column,
        colorsPresent: ImagePixelExtractingEstimator.ColorBits.Rgb,
        orderOfColors: ImagePixelExtractingEstimator.ColorsOrder.ARGB,
        interleavedColors: false,
        scaleImage: 127.5f,
        offsetImage: -1,
        defaultAlpha: byte.MaxValue);
}
