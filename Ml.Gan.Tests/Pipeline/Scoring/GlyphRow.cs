using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Data;

namespace Ml.Gan.Tests.Pipeline.Scoring;

/// <summary>A built-in digit, as an image and as pixels from 0 to 255.</summary>
internal sealed class GlyphRow
{
    public const int Size = 16;

    [ImageType(Size, Size)]
    public MLImage Image { get; set; } = null!;

    [VectorType(1, Size, Size)]
    public float[] Pixels { get; set; } = [];

    public string Digit { get; set; } = "";

    /// <summary>Digits of the first few classes, in turn.</summary>
    public static List<GlyphRow> Create(int count, int classes)
    {
        using var glyphs = new Glyphs(Size);
        List<GlyphRow> rows = [];
        for (long i = 0; rows.Count < count; i++)
        {
            long[] label = new long[1];
            glyphs.Labels.Read([i], label);
            if (label[0] == rows.Count % classes)
                rows.Add(Create(glyphs, i, label[0]));
        }
        return rows;
    }

    private static GlyphRow Create(Glyphs glyphs, long index, long label)
    {
        float[] values = new float[Size * Size];
        glyphs.Read([index], values);
        byte[] bytes = [.. values.Select(value => (byte)MathF.Round((value + 1) * 127.5f))];
        return new GlyphRow
        {
            Image = MLImage.CreateFromPixels(
                Size,
                Size,
                MLPixelFormat.Bgra32,
                bytes.SelectMany(gray => new byte[] { gray, gray, gray, 255 }).ToArray()),
            Pixels = [.. bytes.Select(gray => (float)gray)],
            Digit = $"digit {label}",
        };
    }
}
