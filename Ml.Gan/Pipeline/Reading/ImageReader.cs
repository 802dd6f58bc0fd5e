using System.Drawing;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Data.Images;
using SkiaSharp;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>
/// Reader of a column of images, as they are looked at. ML.NET loads pixels as they are stored, whatever the file says
/// of their orientation, but leaves the file's path with the image, and with what it resizes of it.
/// </summary>
/// <param name="row">The rows.</param>
/// <param name="column">The column's name.</param>
/// <param name="background">What is seen where images are transparent.</param>
internal sealed class ImageReader(DataViewRow row, string column, Color background)
{
    private readonly ValueGetter<MLImage?> _get = row.GetGetter<MLImage?>(row.Schema[column]);
    private MLImage? _image;

    /// <summary>Number of images that were turned or mirrored.</summary>
    public int Turned { get; private set; }

    /// <summary>The present row's image, as it is stored.</summary>
    /// <exception cref="GanDataException">There is none, or ML.NET can't load it.</exception>
    public MLImage Read()
    {
        try
        {
            _get(ref _image);
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new GanDataException(
                $"The image of row {row.Position} of column '{column}' can't be loaded: {e.Message.TrimEnd('.')}. "
                + "Leave out the rows of files that are no images.", e);
        }
        return _image ?? throw new GanDataException(
            $"Row {row.Position} of column '{column}' has no image. Filter such rows out first.");
    }

    /// <summary>The upright image.</summary>
    public IPixelRows Upright(MLImage image)
    {
        var origin = OriginOf(image);
        if (origin != SKEncodedOrigin.TopLeft)
            Turned++;
        return new MLImageRows(image, background, origin);
    }

    private static SKEncodedOrigin OriginOf(MLImage image)
    {
        if (string.IsNullOrEmpty(image.Tag) || !File.Exists(image.Tag))
            return SKEncodedOrigin.TopLeft;
        try
        {
            var origin = ImageOrientation.Of(image.Tag);
            return IsUpright(image, origin) ? SKEncodedOrigin.TopLeft : origin;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SKEncodedOrigin.TopLeft;
        }
    }

    /// <summary>Whether an image has the sides of the upright picture, so that someone else turned it.</summary>
    private static bool IsUpright(MLImage image, SKEncodedOrigin origin)
    {
        if (origin < SKEncodedOrigin.LeftTop)
            return false;
        using var codec = SKCodec.Create(image.Tag);
        var stored = codec.Info;
        return stored.Width != stored.Height && image.Width == stored.Height && image.Height == stored.Width;
    }
}
