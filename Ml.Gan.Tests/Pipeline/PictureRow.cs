using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>A row with pictures of random colors, and with the pixels of these as numbers from 0 to 255.</summary>
internal sealed class PictureRow
{
    public const int Side = 16;

    [ImageType(Side, Side)]
    public MLImage Drawing { get; set; } = null!;

    [ImageType(Side, Side)]
    public MLImage Photo { get; set; } = null!;

    /// <summary>Red, green and blue of <see cref="Drawing"/>.</summary>
    [VectorType(3, Side, Side)]
    public float[] DrawingPixels { get; set; } = [];

    /// <summary>Red of <see cref="Photo"/>.</summary>
    [VectorType(1, Side, Side)]
    public float[] PhotoPixels { get; set; } = [];

    public float Id { get; set; }

    public static List<PictureRow> Create(int count, int side = Side)
    {
        var rows = new List<PictureRow>();
        for (int i = 0; i < count; i++)
        {
            var (drawing, photo) = (Random(2 * i, side), Random(2 * i + 1, side));
            rows.Add(new PictureRow
            {
                Id = i,
                Drawing = drawing,
                Photo = photo,
                DrawingPixels = Planes(drawing, 2, 1, 0),
                PhotoPixels = Planes(photo, 2),
            });
        }
        return rows;
    }

    /// <summary>Values of blue (0), green (1) and red (2), plane by plane.</summary>
    public static float[] Planes(MLImage image, params int[] colors)
    {
        byte[] pixels = image.Pixels.ToArray();
        Assert.AreEqual(MLPixelFormat.Bgra32, image.PixelFormat);
        return
        [
            .. colors.SelectMany(
                color => Enumerable.Range(0, image.Width * image.Height).Select(i => (float)pixels[4 * i + color])),
        ];
    }

    private static MLImage Random(int seed, int side)
    {
        byte[] pixels = new byte[side * side * 4];
        new Random(seed).NextBytes(pixels);
        for (int i = 3; i < pixels.Length; i += 4)
            pixels[i] = byte.MaxValue;
        return MLImage.CreateFromPixels(side, side, MLPixelFormat.Bgra32, pixels);
    }
}

/// <summary>A translated row.</summary>
internal sealed class TranslatedRow
{
    public float Id { get; set; }

    [VectorType(1, 1, PictureRow.Side, PictureRow.Side)]
    public float[] Translated { get; set; } = [];
}
