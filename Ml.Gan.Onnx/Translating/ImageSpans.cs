namespace Ml.Gan.Onnx.Translating;

/// <summary>Images that are read row by row, as values.</summary>
internal interface IImageSource
{
    /// <summary>Reads pixels of one row: of each channel, one after the other, as many as there is room for.</summary>
    /// <param name="image">Which image.</param>
    /// <param name="y">Its row.</param>
    /// <param name="x">Its first column.</param>
    /// <param name="planes">C parts of one length each.</param>
    void Read(int image, int y, int x, Span<float> planes);
}

/// <summary>Images that are written row by row, from values.</summary>
internal interface IImageSink
{
    /// <summary>Writes a whole row.</summary>
    /// <param name="image">Which image.</param>
    /// <param name="y">Its row.</param>
    /// <param name="planes">The rows of each channel, one after the other.</param>
    void Write(int image, int y, ReadOnlySpan<float> planes);
}

/// <summary>Values, (N, C, H, W).</summary>
internal readonly ref struct ValueSource(ReadOnlySpan<float> values, int channels, int height, int width) : IImageSource
{
    private readonly ReadOnlySpan<float> _values = values;

    public void Read(int image, int y, int x, Span<float> planes)
    {
        int count = planes.Length / channels;
        for (int channel = 0; channel < channels; channel++)
            _values.Slice((((((image * channels) + channel) * height) + y) * width) + x, count)
                .CopyTo(planes[(channel * count)..]);
    }
}

/// <inheritdoc cref="ValueSource"/>
internal readonly ref struct ValueSink(Span<float> values, int channels, int height, int width) : IImageSink
{
    private readonly Span<float> _values = values;

    public void Write(int image, int y, ReadOnlySpan<float> planes)
    {
        for (int channel = 0; channel < channels; channel++)
            planes.Slice(channel * width, width)
                .CopyTo(_values[(((((image * channels) + channel) * height) + y) * width)..]);
    }
}

/// <summary>Bytes in the order of image files, (N, H, W, C).</summary>
internal readonly ref struct PixelSource(
    ReadOnlySpan<byte> pixels, int channels, int height, int width, ValueRange range) : IImageSource
{
    private readonly ReadOnlySpan<byte> _pixels = pixels;
    private readonly float[] _valueOf = ValuesOf(range);

    public void Read(int image, int y, int x, Span<float> planes)
    {
        int count = planes.Length / channels;
        var row = _pixels.Slice(((((image * height) + y) * width) + x) * channels, count * channels);
        for (int channel = 0; channel < channels; channel++)
        {
            for (int i = 0; i < count; i++)
                planes[(channel * count) + i] = _valueOf[row[(i * channels) + channel]];
        }
    }

    private static float[] ValuesOf(ValueRange range) =>
        [.. Enumerable.Range(0, byte.MaxValue + 1).Select(pixel => range.ToValue((byte)pixel))];
}

/// <inheritdoc cref="PixelSource"/>
internal readonly ref struct PixelSink(Span<byte> pixels, int channels, int height, int width, ValueRange range)
    : IImageSink
{
    private readonly Span<byte> _pixels = pixels;

    public void Write(int image, int y, ReadOnlySpan<float> planes) => range.ToPixels(
        planes, channels, _pixels.Slice(((image * height) + y) * width * channels, width * channels));
}
