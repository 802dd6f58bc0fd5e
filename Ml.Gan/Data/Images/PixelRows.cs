using System.Drawing;
using Microsoft.ML.Data;
using SkiaSharp;

namespace Ml.Gan.Data.Images;

/// <summary>A decoded picture, row by row.</summary>
internal interface IPixelRows
{
    int Width { get; }

    int Height { get; }

    /// <summary>
    /// Reads part of a row: as many pixels from column <paramref name="left"/> on as a third (three channels: red, then
    /// green, then blue) or all (one channel: luma) of the span's length, as floats from 0 to 255.
    /// </summary>
    void ReadRow(int y, int left, int channels, Span<float> planes);
}

/// <summary>A part of a picture that shows several of equal width side by side.</summary>
/// <param name="rows">The picture.</param>
/// <param name="part">Which part, from 0 on, from left to right.</param>
/// <param name="parts">How many there are; 1 for the whole picture.</param>
internal sealed class PartRows(IPixelRows rows, int part, int parts) : IPixelRows
{
    public int Width { get; } = rows.Width / parts;

    public int Height => rows.Height;

    public void ReadRow(int y, int left, int channels, Span<float> planes) =>
        rows.ReadRow(y, part * Width + left, channels, planes);
}

/// <summary>A gray picture of one byte a pixel; as three channels, each is that gray.</summary>
internal sealed class GrayRows(byte[] pixels, int width, int height) : IPixelRows
{
    public int Width => width;

    public int Height => height;

    public void ReadRow(int y, int left, int channels, Span<float> planes)
    {
        int count = planes.Length / channels;
        ReadOnlySpan<byte> row = pixels.AsSpan(y * width + left, count);
        for (int x = 0; x < count; x++)
            planes[x] = row[x];
        for (int channel = 1; channel < channels; channel++)
            planes[..count].CopyTo(planes[(channel * count)..]);
    }
}

/// <summary>
/// A picture of four bytes a pixel, upright, over a background where it is transparent. Its colors are multiplied by
/// alpha, so the background adds what alpha leaves.
/// </summary>
/// <param name="width">Stored pixels in a row.</param>
/// <param name="height">Stored rows.</param>
/// <param name="blueFirst">Whether a pixel begins with blue, not with red.</param>
/// <param name="origin">How the stored picture lies.</param>
/// <param name="background">Color of the background.</param>
internal abstract class ColorRows(
    int width, int height, bool blueFirst, SKEncodedOrigin origin, Color background) : IPixelRows
{
    private const int BytesPerPixel = 4;

    private readonly int _red = blueFirst ? 2 : 0;
    private readonly PixelSteps _steps = PixelSteps.Upright(width, height, origin);

    public int Width => _steps.Width;

    public int Height => _steps.Height;

    protected abstract ReadOnlySpan<byte> Pixels { get; }

    public void ReadRow(int y, int left, int channels, Span<float> planes)
    {
        int count = planes.Length / channels;
        var pixels = Pixels;
        int place = _steps.At(left, y) * BytesPerPixel, step = _steps.Right * BytesPerPixel;
        for (int x = 0; x < count; x++, place += step)
        {
            var pixel = pixels.Slice(place, BytesPerPixel);
            int rest = 255 - pixel[3];
            float red = Math.Min(255, pixel[_red] + rest * background.R / 255f);
            float green = Math.Min(255, pixel[1] + rest * background.G / 255f);
            float blue = Math.Min(255, pixel[2 - _red] + rest * background.B / 255f);
            if (channels == 1)
            {
                planes[x] = 0.299f * red + 0.587f * green + 0.114f * blue;
                continue;
            }
            planes[x] = red;
            planes[count + x] = green;
            planes[2 * count + x] = blue;
        }
    }
}

/// <summary>
/// An image of an ML.NET pipeline, upright, over a color: ML.NET gives pixels as they are stored.
/// </summary>
internal sealed class MLImageRows(MLImage image, Color background, SKEncodedOrigin origin = SKEncodedOrigin.TopLeft)
    : ColorRows(image.Width, image.Height, image.PixelFormat == MLPixelFormat.Bgra32, origin, background)
{
    protected override ReadOnlySpan<byte> Pixels => image.Pixels;
}

/// <summary>An image that <see cref="ImageDecoder"/> decoded, upright.</summary>
internal sealed class BitmapRows(SKBitmap bitmap, SKEncodedOrigin origin, Color background)
    : ColorRows(bitmap.Width, bitmap.Height, blueFirst: false, origin, background)
{
    protected override ReadOnlySpan<byte> Pixels => bitmap.GetPixelSpan();
}
