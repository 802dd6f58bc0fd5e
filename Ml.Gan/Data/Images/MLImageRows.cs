using Microsoft.ML.Data;

namespace Ml.Gan.Data;

/// <summary>
/// A decoded image, over white where it is transparent. ML.NET's decoder multiplies colours by alpha, so white adds what alpha
/// leaves.
/// </summary>
internal sealed class MLImageRows(MLImage image) : IPixelRows
{
    private const int BytesPerPixel = 4;

    private readonly int _red = image.PixelFormat == MLPixelFormat.Bgra32 ? 2 : 0;

    public int Width { get; } = image.Width;

    public int Height { get; } = image.Height;

    public void ReadRow(int y, int left, int channels, Span<float> planes)
    {
        int count = planes.Length / channels;
        ReadOnlySpan<byte> row = image.Pixels.Slice((y * Width + left) * BytesPerPixel, count * BytesPerPixel);
        for (int x = 0; x < count; x++)
        {
            ReadOnlySpan<byte> pixel = row.Slice(x * BytesPerPixel, BytesPerPixel);
            int white = 255 - pixel[3];
            float red = Math.Min(255, pixel[_red] + white);
            float green = Math.Min(255, pixel[1] + white);
            float blue = Math.Min(255, pixel[2 - _red] + white);
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
