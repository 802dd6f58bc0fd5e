namespace Microsoft.ML.Data;

/// <summary>Converts between an image's pixels and red, green, blue, alpha that are not multiplied by alpha.</summary>
static class PixelOrder
{
    public static byte[] ToStraightRgba(MLImage image)
    {
        byte[] from = image.Bytes;
        byte[] rgba = new byte[from.Length];
        for (int i = 0; i < from.Length; i += 4)
        {
            byte alpha = from[i + 3];
            rgba[i] = Divide(from[i + image.RedAt], alpha);
            rgba[i + 1] = Divide(from[i + 1], alpha);
            rgba[i + 2] = Divide(from[i + image.BlueAt], alpha);
            rgba[i + 3] = alpha;
        }
        return rgba;
    }

    /// <summary>Makes an image that takes over the array.</summary>
    public static MLImage FromStraightRgba(int width, int height, byte[] rgba)
    {
        for (int i = 0; i < rgba.Length; i += 4)
        {
            byte alpha = rgba[i + 3];
            (rgba[i], rgba[i + 2]) = (Multiply(rgba[i + 2], alpha), Multiply(rgba[i], alpha));
            rgba[i + 1] = Multiply(rgba[i + 1], alpha);
        }
        return new(width, height, MLPixelFormat.Bgra32, rgba);
    }

    static byte Multiply(byte colour, byte alpha) => alpha == 255 ? colour : (byte)((colour * alpha + 127) / 255);

    static byte Divide(byte colour, byte alpha) =>
        alpha is 255 or 0 ? colour : (byte)Math.Min(255, (colour * 255 + alpha / 2) / alpha);
}
