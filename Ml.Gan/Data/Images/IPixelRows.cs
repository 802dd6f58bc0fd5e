namespace Ml.Gan.Data;

/// <summary>A decoded picture, row by row.</summary>
internal interface IPixelRows
{
    int Width { get; }

    int Height { get; }

    /// <summary>
    /// Reads part of a row: as many pixels from column <paramref name="left"/> on as a third (three channels: red, then green,
    /// then blue) or all (one channel: luma) of the span's length, as floats from 0 to 255.
    /// </summary>
    void ReadRow(int y, int left, int channels, Span<float> planes);
}
