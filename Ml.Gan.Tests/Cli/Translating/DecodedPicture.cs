using SkiaSharp;

namespace Ml.Gan.Tests.Cli.Translating;

/// <summary>Pictures as another decoder than the tool's reads them.</summary>
internal static class DecodedPicture
{
    /// <summary>Red, green and blue of each pixel.</summary>
    internal static byte[] Pixels(byte[] file, out (int Width, int Height) size)
    {
        using var bitmap = SKBitmap.Decode(file);
        size = (bitmap.Width, bitmap.Height);
        return [.. bitmap.Pixels.SelectMany(color => (byte[])[color.Red, color.Green, color.Blue])];
    }

    /// <summary>The value of each pixel of a gray PNG.</summary>
    internal static byte[] Gray(byte[] file, out (int Width, int Height) size)
    {
        Assert.AreEqual(0, file[25], "the color type of the PNG file is gray");
        return [.. Pixels(file, out size).Where((_, i) => i % 3 == 0)];
    }
}
