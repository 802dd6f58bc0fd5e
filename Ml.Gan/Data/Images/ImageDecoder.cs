using SkiaSharp;

namespace Ml.Gan.Data.Images;

/// <summary>
/// Decoder of PNG, JPEG and BMP files that gives whole pictures only. ML.NET's own decoder takes a truncated file for a
/// picture whose lower part is empty; training data should not contain such.
/// </summary>
internal static class ImageDecoder
{
    private const long MaxPixels = 1 << 27;

    /// <summary>Decodes a file to four bytes a pixel: red, green, blue, multiplied by alpha, and alpha.</summary>
    /// <returns>The picture, or why the file gives none, as the end of a sentence about it.</returns>
    public static (SKBitmap? Picture, string? Fault) Decode(byte[] file)
    {
        if (file.Length == 0)
            return (null, "is empty");
        using var stream = new SKMemoryStream(file);
        using var codec = SKCodec.Create(stream, out var found);
        if (codec is null ? found == SKCodecResult.Unimplemented : !IsRead(codec.EncodedFormat))
            return (null, "is no PNG, JPEG or BMP file");
        if (codec is null)
            return (null, "is truncated or damaged");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MaxPixels)
            return (null, $"has {width}x{height} pixels; at most {MaxPixels} in all are read");

        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        var picture = new SKBitmap();
        string? fault = !picture.TryAllocPixels(new SKImageInfo(width, height, SKColorType.Rgba8888, alpha))
            ? $"has {width}x{height} pixels, for which there is not enough memory"
            : codec.GetPixels(picture.Info, picture.GetPixels()) == SKCodecResult.Success ? null
            : "is truncated or damaged";
        if (fault is null)
            return (picture, null);
        picture.Dispose();
        return (null, fault);
    }

    private static bool IsRead(SKEncodedImageFormat format) =>
        format is SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Bmp;
}
