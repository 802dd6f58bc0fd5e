using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML;

/// <summary>Estimators for pictures.</summary>
public static class ImageEstimatorsCatalog
{
    /// <summary>Reads the picture that each row names.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of pictures to make.</param>
    /// <param name="imageFolder">The folder that the names are relative to; null or empty where they are paths.</param>
    /// <param name="inputColumnName">The text column of names.</param>
    public static ImageLoadingEstimator LoadImages(this TransformsCatalog catalog, string outputColumnName, string imageFolder,
        string inputColumnName = null) => new(imageFolder, new InputOutputColumnPair(outputColumnName, inputColumnName));

    public static ImageGrayscalingEstimator ConvertToGrayscale(this TransformsCatalog catalog, string outputColumnName,
        string inputColumnName = null) => new(new InputOutputColumnPair(outputColumnName, inputColumnName));

    public static ImageResizingEstimator ResizeImages(this TransformsCatalog catalog, string outputColumnName, int imageWidth,
        int imageHeight, string inputColumnName = null,
        ImageResizingEstimator.ResizingKind resizing = ImageResizingEstimator.ResizingKind.IsoCrop,
        ImageResizingEstimator.Anchor cropAnchor = ImageResizingEstimator.Anchor.Center) =>
        new(new(imageWidth, imageHeight, resizing, cropAnchor), new InputOutputColumnPair(outputColumnName, inputColumnName));

    /// <summary>Makes a vector of the colours of a picture: (colour - <paramref name="offsetImage"/>) * <paramref name="scaleImage"/>.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The vector column to make.</param>
    /// <param name="inputColumnName">The column of pictures, which must have a known size.</param>
    /// <param name="colorsToExtract">The colours to take.</param>
    /// <param name="orderOfExtraction">Their order.</param>
    /// <param name="interleavePixelColors">Whether the colours of a pixel lie together, (H, W, C), instead of by colour, (C, H, W).</param>
    /// <param name="offsetImage">Subtracted from each colour.</param>
    /// <param name="scaleImage">Multiplies each colour after that.</param>
    /// <param name="outputAsFloatArray">Whether the vector is one of floats; else of bytes, without offset and scale.</param>
    public static ImagePixelExtractingEstimator ExtractPixels(this TransformsCatalog catalog, string outputColumnName,
        string inputColumnName = null,
        ImagePixelExtractingEstimator.ColorBits colorsToExtract = ImagePixelExtractingEstimator.ColorBits.Rgb,
        ImagePixelExtractingEstimator.ColorsOrder orderOfExtraction = ImagePixelExtractingEstimator.ColorsOrder.ARGB,
        bool interleavePixelColors = false, float offsetImage = 0, float scaleImage = 1, bool outputAsFloatArray = true) =>
        new(new(colorsToExtract, orderOfExtraction, interleavePixelColors, offsetImage, scaleImage, outputAsFloatArray),
            new InputOutputColumnPair(outputColumnName, inputColumnName));

    /// <summary>Makes a picture of a vector: each colour is its value * <paramref name="scaleImage"/> - <paramref name="offsetImage"/>.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="imageHeight">The height of the pictures.</param>
    /// <param name="imageWidth">The width of the pictures.</param>
    /// <param name="outputColumnName">The column of pictures to make.</param>
    /// <param name="inputColumnName">The vector column.</param>
    /// <param name="colorsPresent">The colours that the vector holds.</param>
    /// <param name="orderOfColors">Their order.</param>
    /// <param name="interleavedColors">Whether the colours of a pixel lie together, (H, W, C), instead of by colour, (C, H, W).</param>
    /// <param name="scaleImage">Multiplies each value.</param>
    /// <param name="offsetImage">Subtracted after that.</param>
    /// <param name="defaultAlpha">Alpha, where the vector holds none.</param>
    /// <param name="defaultRed">Red, where the vector holds none.</param>
    /// <param name="defaultGreen">Green, where the vector holds none.</param>
    /// <param name="defaultBlue">Blue, where the vector holds none.</param>
    public static VectorToImageConvertingEstimator ConvertToImage(this TransformsCatalog catalog, int imageHeight, int imageWidth,
        string outputColumnName, string inputColumnName = null,
        ImagePixelExtractingEstimator.ColorBits colorsPresent = ImagePixelExtractingEstimator.ColorBits.Rgb,
        ImagePixelExtractingEstimator.ColorsOrder orderOfColors = ImagePixelExtractingEstimator.ColorsOrder.ARGB,
        bool interleavedColors = false, float scaleImage = 1, float offsetImage = 0, int defaultAlpha = 255, int defaultRed = 0,
        int defaultGreen = 0, int defaultBlue = 0) =>
        new(new(imageHeight, imageWidth, colorsPresent, orderOfColors, interleavedColors, scaleImage, offsetImage,
            [defaultAlpha, defaultRed, defaultGreen, defaultBlue]), new InputOutputColumnPair(outputColumnName, inputColumnName));
}
