using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>A row with an image of a bright square on black, somewhere.</summary>
internal sealed class ImageRow
{
    [ImageType(16, 16)]
    public MLImage Image { get; set; } = null!;

    public static List<ImageRow> Create(int count, int size)
    {
        var rows = new List<ImageRow>();
        for (int i = 0; i < count; i++)
            rows.Add(new ImageRow { Image = Square(size, left: i % (size / 2), top: i * 3 % (size / 2)) });
        return rows;
    }

    private static MLImage Square(int size, int left, int top)
    {
        byte[] pixels = new byte[size * size * 4];
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++)
            {
                bool inside = x >= left && x < left + size / 2 && y >= top && y < top + size / 2;
                pixels.AsSpan((y * size + x) * 4, 3).Fill((byte)(inside ? 255 : 0));
                pixels[(y * size + x) * 4 + 3] = 255;
            }
        return MLImage.CreateFromPixels(size, size, MLPixelFormat.Bgra32, pixels);
    }
}
