using Microsoft.ML.Data;
using Ml.Gan.Data.Images;
using SkiaSharp;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>
/// Images of a pipeline as they are looked at. ML.NET loads pixels as they are stored, whatever the file says of their
/// orientation, but leaves the file's path with the image, and with what it resizes of it.
/// </summary>
internal sealed class UprightImages
{
    /// <summary>Number of images that were turned or mirrored.</summary>
    public int Turned { get; private set; }

    /// <summary>The upright image.</summary>
    public IPixelRows RowsOf(MLImage image)
    {
        var origin = OriginOf(image);
        if (origin != SKEncodedOrigin.TopLeft)
            Turned++;
        return new MLImageRows(image, origin);
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
