using System.Drawing;
using SkiaSharp;

namespace Ml.Gan.Data.Images;

/// <summary>
/// Decoder of PNG, JPEG, WebP, GIF (its first frame) and BMP files that gives whole pictures only. ML.NET's own decoder
/// takes a truncated file for a picture whose lower part is empty; training data should not contain such.
/// </summary>
internal static class ImageDecoder
{
    /// <summary>The formats in words, as the end of "no …".</summary>
    public const string Formats = "PNG, JPEG, WebP, GIF or BMP";

    private const long MaxPixels = 1 << 27;

    /// <summary>
    /// Pixels that a byte of a file can stand for, whatever is drawn: deflate gives 1032 bytes of 8 pixels for one.
    /// WebP has no such bound.
    /// </summary>
    private const long MaxPixelsPerByte = 8 * 1032;

    /// <summary>
    /// Pixels of a JPEG times its scans, each of which goes over all of them whatever few bytes it has.
    /// </summary>
    private const long MaxScanned = 1L << 31;

    /// <summary>Pixels of a picture that is decoded while no other such one is in memory.</summary>
    private const long ManyPixels = 1 << 24;

    private static readonly SemaphoreSlim s_largeOnes = new(1);

    /// <summary>Decodes a file to four bytes a pixel: red, green, blue, multiplied by alpha, and alpha.</summary>
    /// <returns>The picture, or why the file gives none.</returns>
    public static DecodedImage Decode(byte[] file)
    {
        if (file.Length == 0)
            return DecodedImage.None("is empty");
        using var stream = new SKMemoryStream(file);
        using var codec = SKCodec.Create(stream, out var found);
        if (codec is null ? found == SKCodecResult.Unimplemented : !IsRead(codec.EncodedFormat))
            return DecodedImage.None($"is no {Formats} file");
        if (codec is null)
            return DecodedImage.None("is truncated or damaged");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MaxPixels)
            return DecodedImage.None($"has {width}x{height} pixels; at most {MaxPixels} in all are read");
        if (codec.EncodedFormat != SKEncodedImageFormat.Webp && (long)width * height / file.Length > MaxPixelsPerByte)
            return DecodedImage.None($"announces {width}x{height} pixels, which its {file.Length} bytes can't hold");

        int scans = codec.EncodedFormat == SKEncodedImageFormat.Jpeg ? ScansOf(file) : 1;
        if ((long)width * height * scans > MaxScanned)
            return DecodedImage.None(
                $"goes over its {width}x{height} pixels {scans} times; at most {MaxScanned} pixels in all are read");

        bool isLarge = (long)width * height > ManyPixels;
        if (isLarge)
            s_largeOnes.Wait();
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        var picture = new SKBitmap();
        string? fault = !picture.TryAllocPixels(new SKImageInfo(width, height, SKColorType.Rgba8888, alpha))
            ? $"has {width}x{height} pixels, for which there is not enough memory"
            : codec.GetPixels(picture.Info, picture.GetPixels()) == SKCodecResult.Success ? null
            : "is truncated or damaged";
        if (fault is null)
            return new DecodedImage(picture, ImageOrientation.Of(codec, file), null, isLarge ? s_largeOnes : null);
        picture.Dispose();
        if (isLarge)
            s_largeOnes.Release();
        return DecodedImage.None(fault);
    }

    /// <summary>The shorter side of a file's picture in pixels, from its header; null where there is none.</summary>
    public static int? ShorterSide(byte[] file)
    {
        using var stream = new SKMemoryStream(file);
        using var codec = SKCodec.Create(stream);
        return codec is null ? null : Math.Min(codec.Info.Width, codec.Info.Height);
    }

    /// <summary>Whether a file that begins so may be of a format that is read.</summary>
    /// <param name="head">Its first 12 bytes, or all where there are fewer.</param>
    public static bool MayRead(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || head.StartsWith("GIF8"u8)
        || head.StartsWith("BM"u8)
        || (head.StartsWith("RIFF"u8) && head.EndsWith("WEBP"u8));

    /// <summary>Scans of a JPEG, and what looks like one in what is stored beside the picture.</summary>
    private static int ScansOf(ReadOnlySpan<byte> file) => file.Count((ReadOnlySpan<byte>)[0xFF, 0xDA]);

    private static bool IsRead(SKEncodedImageFormat format) => format is SKEncodedImageFormat.Png
        or SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Webp or SKEncodedImageFormat.Gif
        or SKEncodedImageFormat.Bmp;
}

/// <summary>What a file gives.</summary>
/// <param name="Picture">The picture as it is stored, or null.</param>
/// <param name="Origin">How it lies.</param>
/// <param name="Fault">Why there is none, as the end of a sentence about the file; null where there is one.</param>
/// <param name="Turn">What is released with the picture, for the next large one; null for small ones.</param>
internal sealed record DecodedImage(
    SKBitmap? Picture, SKEncodedOrigin Origin, string? Fault, SemaphoreSlim? Turn = null) : IDisposable
{
    private bool _isDisposed;

    /// <summary>Width and height of the picture, which there has to be, when it is upright.</summary>
    public (int Width, int Height) UprightSize => (Upright.Width, Upright.Height);

    private PixelSteps Upright => PixelSteps.Upright(Picture!.Width, Picture.Height, Origin);

    /// <summary>Whether the picture, which there has to be, has pixels that aren't opaque.</summary>
    public bool IsTransparent
    {
        get
        {
            if (Picture!.AlphaType == SKAlphaType.Opaque)
                return false;
            var pixels = Picture.GetPixelSpan();
            for (int i = 3; i < pixels.Length; i += 4)
            {
                if (pixels[i] < 255)
                    return true;
            }
            return false;
        }
    }

    /// <summary>
    /// Whether a part of the picture, which there has to be, has color: more than one in a thousand of some pixels,
    /// evenly spread, has channels that differ by more than 24 of 255.
    /// </summary>
    /// <param name="part">Which part of the upright picture, from 0 on, from left to right. Default 0.</param>
    /// <param name="parts">Parts of equal width that it shows side by side. Default 1.</param>
    public bool HasColorIn(int part = 0, int parts = 1)
    {
        const int LookedAt = 5000, Difference = 24;
        var pixels = Picture!.GetPixelSpan();
        var steps = Upright;
        int width = steps.Width / parts, count = width * steps.Height;
        int step = Math.Max(1, count / LookedAt), colored = 0, seen = 0;
        for (int i = 0; i < count; i += step, seen++)
        {
            var pixel = pixels.Slice(4 * steps.At(part * width + i % width, i / width), 3);
            var (red, green, blue) = (pixel[0], pixel[1], pixel[2]);
            if (Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue)) > Difference)
                colored++;
        }
        return colored * 1000L > seen;
    }

    /// <summary>Pixels of the picture, which there has to be, upright, over a background.</summary>
    public BitmapRows Rows(Color background) => new(Picture!, Origin, background);

    public static DecodedImage None(string fault) => new(null, SKEncodedOrigin.TopLeft, fault);

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Picture?.Dispose();
        Turn?.Release();
    }
}
