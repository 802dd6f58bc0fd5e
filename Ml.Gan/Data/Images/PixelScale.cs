using System.Numerics;

namespace Ml.Gan.Data.Images;

/// <summary>Bytes of an image as floats: 0 is -1, 255 is 1.</summary>
internal static class PixelScale
{
    private const float Half = 127.5f;

    public static float ToFloat(byte pixel) => (pixel - Half) / Half;

    /// <summary>The nearest byte; what is below -1 or above 1 is cut off.</summary>
    public static byte ToByte(float value) => (byte)(Math.Clamp(value * Half + Half, 0, 255) + 0.5f);

    /// <param name="pixels">Bytes.</param>
    /// <param name="destination">As many floats.</param>
    public static void ToFloat(ReadOnlySpan<byte> pixels, Span<float> destination)
    {
        int i = 0;
        for (; i <= pixels.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(pixels[i..]), out var lower, out var upper);
            Write(lower, destination[i..]);
            Write(upper, destination[(i + Vector<ushort>.Count)..]);
        }
        for (; i < pixels.Length; i++)
            destination[i] = ToFloat(pixels[i]);
    }

    private static void Write(Vector<ushort> pixels, Span<float> destination)
    {
        Vector.Widen(pixels, out var lower, out var upper);
        Scale(lower).CopyTo(destination);
        Scale(upper).CopyTo(destination[Vector<float>.Count..]);
    }

    /// <summary>By a division, as one of a single pixel: the reciprocal of 127.5 is no float.</summary>
    private static Vector<float> Scale(Vector<uint> pixels) =>
        (Vector.ConvertToSingle(Vector.AsVectorInt32(pixels)) - new Vector<float>(Half)) / new Vector<float>(Half);
}
