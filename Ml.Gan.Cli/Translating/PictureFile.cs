using System.Drawing;
using Ml.Gan.Data.Images;

namespace Ml.Gan.Cli.Translating;

/// <summary>A picture as a network takes it.</summary>
/// <param name="Pixels">Its bytes, (H, W, C).</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal sealed record Picture(byte[] Pixels, int Width, int Height);

/// <summary>Reader of picture files: upright, over a background, gray or in color, in their own size.</summary>
internal static class PictureFile
{
    /// <param name="path">The file.</param>
    /// <param name="channels">1 for luma, 3 for red, green, blue.</param>
    /// <param name="background">What is seen where the picture is transparent.</param>
    /// <returns>The picture, or why there is none, as the end of a sentence about the file.</returns>
    public static (Picture? Picture, string? Fault) Read(string path, int channels, Color background)
    {
        var (content, unread) = ImageFileReader.Read(path);
        if (content is null)
            return (null, unread);
        using var image = ImageDecoder.Decode(content);
        if (image.Picture is null)
            return (null, image.Fault);
        var rows = image.Rows(background);
        if ((long)rows.Width * rows.Height * channels > Array.MaxLength)
            return (null, $"has {rows.Width}×{rows.Height} pixels, which are too many");
        byte[] pixels = new byte[rows.Width * rows.Height * channels];
        float[] planes = new float[rows.Width * channels];
        for (int y = 0; y < rows.Height; y++)
        {
            rows.ReadRow(y, 0, channels, planes);
            var row = pixels.AsSpan(y * planes.Length, planes.Length);
            for (int i = 0; i < row.Length; i++)
                row[i] = (byte)(planes[(i % channels * rows.Width) + (i / channels)] + 0.5f);
        }
        return (new Picture(pixels, rows.Width, rows.Height), null);
    }
}
