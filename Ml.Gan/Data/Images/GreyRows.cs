namespace Ml.Gan.Data;

/// <summary>A grey picture of one byte a pixel; as three channels, each is that grey.</summary>
internal sealed class GreyRows(byte[] pixels, int width, int height) : IPixelRows
{
    public int Width => width;

    public int Height => height;

    public void ReadRow(int y, int left, int channels, Span<float> planes)
    {
        int count = planes.Length / channels;
        ReadOnlySpan<byte> row = pixels.AsSpan(y * width + left, count);
        for (int x = 0; x < count; x++)
            planes[x] = row[x];
        for (int channel = 1; channel < channels; channel++)
            planes[..count].CopyTo(planes[(channel * count)..]);
    }
}
