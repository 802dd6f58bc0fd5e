using System.Globalization;
using Ml.Gan.Onnx.Notebooks;

namespace Ml.Gan.Onnx;

/// <summary>Generated images, or vectors (height and width 1).</summary>
[TypeFormatterSource(typeof(ImageFormatterSource))]
public sealed class ImageBatch
{
    private readonly float[] _values;

    /// <summary>Wraps values that are already laid out as (N, C, H, W).</summary>
    /// <param name="values">N·C·H·W numbers. Not copied.</param>
    /// <param name="channels">C.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="range">The values that become bytes 0 and 255.</param>
    /// <exception cref="ArgumentException">The number of values is no multiple of C·H·W.</exception>
    public ImageBatch(float[] values, int channels, int height, int width, ValueRange range)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int length = checked(channels * height * width);
        if (values.Length % length != 0)
            throw new ArgumentException(
                $"{values.Length} values are no whole number of {channels}×{height}×{width} images.", nameof(values));
        _values = values;
        Count = values.Length / length;
        Channels = channels;
        Height = height;
        Width = width;
        Range = range;
    }

    /// <summary>Number of images, N.</summary>
    public int Count { get; }

    /// <summary>Channels, C.</summary>
    public int Channels { get; }

    /// <summary>Height, H.</summary>
    public int Height { get; }

    /// <summary>Width, W.</summary>
    public int Width { get; }

    /// <summary>The values that become bytes 0 and 255.</summary>
    public ValueRange Range { get; }

    /// <summary>All values as (N, C, H, W), as the generator gave them.</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>The values of one image as (C, H, W).</summary>
    public ReadOnlySpan<float> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            int length = Channels * Height * Width;
            return _values.AsSpan(index * length, length);
        }
    }

    /// <summary>
    /// All values as bytes, (N, C, H, W): <see cref="Range"/> spread over 0 to 255, rounded, clamped.
    /// </summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[_values.Length];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = Range.ToByte(_values[i]);
        return bytes;
    }

    /// <summary>One image as bytes in the order of image files: (H, W, C).</summary>
    public byte[] ToPixels(int index)
    {
        var image = this[index];
        byte[] pixels = new byte[image.Length];
        Range.ToPixels(image, Channels, pixels);
        return pixels;
    }

    /// <summary>One image as the bytes of a PNG file of its size; an <see cref="ImageGrid"/> enlarges.</summary>
    /// <param name="index">The image, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such image, or images have neither 1 channel (gray) nor 3 (RGB).
    /// </exception>
    public byte[] ToPng(int index) => PngEncoder.Encode(ToPixels(index), Width, Height, Channels);

    /// <summary>Writes one image as a PNG file to a stream, which stays open.</summary>
    /// <param name="stream">Where it is written to.</param>
    /// <param name="index">The image, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">As for <see cref="ToPng"/>.</exception>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    public void SavePng(Stream stream, int index)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(ToPng(index));
    }
}

/// <summary>
/// The least and the greatest value that a generator gives: −1 to 1 after tanh, 0 to 1 after a sigmoid.
/// </summary>
/// <param name="Low">What becomes black (0).</param>
/// <param name="High">What becomes white (255).</param>
public readonly record struct ValueRange(float Low, float High)
{
    /// <summary>−1 to 1, what tanh gives.</summary>
    public static ValueRange Tanh { get; } = new(-1, 1);

    /// <summary>0 to 1, what a sigmoid gives.</summary>
    public static ValueRange Sigmoid { get; } = new(0, 1);

    /// <summary>Reads the form <c>low,high</c>, for example <c>-1,1</c>.</summary>
    public static bool TryParse(string? text, out ValueRange range)
    {
        range = default;
        string[] parts = text?.Split(',') ?? [];
        if (parts.Length != 2
            || !float.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out float low)
            || !float.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out float high)
            || !float.IsFinite(low) || !float.IsFinite(high) || low >= high)
        {
            return false;
        }

        range = new ValueRange(low, high);
        return true;
    }

    /// <summary>
    /// The byte for a value: the range is spread over 0 to 255, rounded; values outside it are clamped, NaN is 0.
    /// </summary>
    public byte ToByte(float value)
    {
        float scaled = MathF.Round((value - Low) / (High - Low) * 255f);
        return float.IsNaN(scaled) ? (byte)0 : (byte)Math.Clamp(scaled, 0f, 255f);
    }

    /// <summary>The value that a byte stands for: 0 for the least, 255 for the greatest.</summary>
    internal float ToValue(byte pixel) => (float)(Low + (pixel / 255d * ((double)High - Low)));

    /// <summary>An image, (C, H, W), as bytes in the order of image files, (H, W, C).</summary>
    internal void ToPixels(ReadOnlySpan<float> image, int channels, Span<byte> pixels)
    {
        int plane = image.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int i = 0; i < plane; i++)
                pixels[(i * channels) + channel] = ToByte(image[(channel * plane) + i]);
        }
    }

    /// <summary>The form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Low},{High}");
}
