namespace Ml.Gan.Data.Images;

/// <summary>Bytes of an image as floats: 0 is -1, 255 is 1.</summary>
internal static class PixelScale
{
    private static readonly float[] Values = [.. Enumerable.Range(0, 256).Select(i => (i - 127.5f) / 127.5f)];

    public static float ToFloat(byte pixel) => Values[pixel];

    public static void ToFloat(ReadOnlySpan<byte> pixels, Span<float> destination)
    {
        for (int i = 0; i < pixels.Length; i++)
            destination[i] = Values[pixels[i]];
    }
}
