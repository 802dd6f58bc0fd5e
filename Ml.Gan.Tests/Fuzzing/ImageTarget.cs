using System.Drawing;
using Ml.Gan.Data.Images;
using Ml.Gan.Tests.Data;
using SkiaSharp;

namespace Ml.Gan.Tests.Fuzzing;

/// <summary>Pictures, decoded, turned upright and resized as those of a folder are.</summary>
internal sealed class ImageTarget : FuzzTarget
{
    private const int Size = 16;

    private readonly ImageResampler _resampler = new(Size, channels: 3);
    private readonly byte[] _sample = new byte[3 * Size * Size];

    public override string Name => "image";

    /// <summary>One picture of the most pixels that are read, besides the rest.</summary>
    public override int MostMegabytes => 512 + 256;

    public override IReadOnlyList<byte[]> Corpus { get; } = [.. Pictures()];

    public override string? Read(byte[] file)
    {
        int? side = ImageDecoder.ShorterSide(file);
        using var image = ImageDecoder.Decode(file);
        if (image.Picture is null)
            return image.Fault is { Length: > 0 } fault ? fault : throw new InvalidOperationException("No reason.");
        Assert.IsGreaterThan(0, side ?? 0);
        _ = (image.HasColorIn(), image.IsTransparent);
        _resampler.Resample(image.Rows(Color.White), _sample);
        return null;
    }

    protected override byte[] Repair(byte[] file, Random random) => FileRepair.Png(file);

    private static IEnumerable<byte[]> Pictures()
    {
        byte[] gray = PictureBytes.Gray(9, 7, (x, y) => (byte)(20 * x + y));
        byte[] exif = PictureBytes.Exif(6, little: true);
        byte[] jpeg = PictureBytes.Jpeg(components: 3);
        byte[] progressive = PictureBytes.Jpeg(components: 1, progressive: true);
        yield return gray;
        yield return PictureBytes.Png(5, 6, 4, (x, y) => [(byte)(40 * x), (byte)(30 * y), 9, (byte)(50 * x)]);
        yield return PictureBytes.Png(5, 6, 3, (x, y) => [0, (byte)x, 0, (byte)y, 1, 2], depth: 16);
        yield return PictureBytes.WithExif(gray, exif);
        yield return PictureBytes.Bmp(6, 5, (x, y) => ((byte)(40 * x), (byte)(40 * y), 7));
        yield return PictureBytes.Gif(9, 8, (x, y) => (byte)(x * y));
        yield return jpeg;
        yield return progressive;
        yield return PictureBytes.WithExif(jpeg, exif);
        using var bitmap = SKBitmap.Decode(gray);
        foreach (var (format, quality) in ((SKEncodedImageFormat, int)[])
            [(SKEncodedImageFormat.Webp, 70), (SKEncodedImageFormat.Webp, 100), (SKEncodedImageFormat.Jpeg, 80)])
        {
            using var data = bitmap.Encode(format, quality);
            yield return data.ToArray();
        }
        yield return PictureBytes.WithExif(Lossy(bitmap), exif);
    }

    private static byte[] Lossy(SKBitmap bitmap)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Webp, 70);
        return data.ToArray();
    }
}
