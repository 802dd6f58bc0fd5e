using Ml.Gan.Data.Drawing;
using Ml.Gan.Data.Images;

namespace Ml.Gan.Data;

/// <summary>
/// Digits 0 to 9 in random poses with strokes of random weight, without noise. Endless and labeled; sample i depends
/// on the seed, the family and i alone. Values are multiples of 1/255, scaled to [-1, 1].
/// </summary>
internal abstract class DrawnGlyphs : ISampleSource
{
    private readonly long _seed;
    private readonly UniformRange _weight;
    private readonly GlyphPen _pen;

    /// <param name="name">Name of the data.</param>
    /// <param name="shape">Shape of a sample.</param>
    /// <param name="seed">Selects the data set.</param>
    /// <param name="family">Tells data of one seed apart, which would be the same digits else.</param>
    /// <param name="weight">Half the width of strokes, relative to the image's.</param>
    /// <exception cref="GanDataException">Such images aren't drawn.</exception>
    protected DrawnGlyphs(string name, SampleShape shape, long seed, GlyphFamily family, UniformRange weight)
    {
        _pen = new GlyphPen(name, shape.Height, shape.Channels);
        (Name, Shape, _weight) = (name, shape, weight);
        _seed = (long)new Xoshiro256(seed, -(long)family).Next();
        Labels = new SampleLabels(this, DigitShapes.Count, ReadLabels);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string? License => "MIT";

    /// <inheritdoc/>
    public SampleShape Shape { get; }

    /// <summary>Null: endless.</summary>
    public long? Count => null;

    /// <summary>Labels of ten classes: the digits.</summary>
    public SampleLabels Labels { get; }

    /// <summary>Pixels beyond the edge of a stroke that are of interest.</summary>
    protected virtual float Margin => 0.5f;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        IndexCheck.Read(indices, destination.Length, this);
        var canvas = _pen.Take();
        for (int i = 0; i < indices.Length; i++)
        {
            var random = new Xoshiro256(_seed, indices[i]);
            int digit = NextDigit(ref random);
            float weight = _weight.Next(ref random) * Shape.Width;
            _pen.Draw(canvas, digit, GlyphPose.Next(ref random, Shape.Width), weight + Margin);
            Paint(canvas, digit, weight, destination.Slice(i * Shape.Length, Shape.Length));
        }
        _pen.Return(canvas);
    }

    /// <summary>Nothing to release.</summary>
    public void Dispose() { }

    /// <summary>Paints what is drawn.</summary>
    /// <param name="canvas">The strokes of a digit.</param>
    /// <param name="digit">The digit.</param>
    /// <param name="weight">Half the width of its strokes in pixels.</param>
    /// <param name="sample">C·H·W values.</param>
    protected abstract void Paint(StrokeCanvas canvas, int digit, float weight, Span<float> sample);

    /// <summary>Paints rows, each of which covers a part of its pixels, in one color over another.</summary>
    /// <param name="y">The row.</param>
    /// <param name="coverage">How much of each pixel is covered, 0 to 1.</param>
    /// <param name="over">Bytes of the color that covers, one for each channel.</param>
    /// <param name="under">Bytes of the color that is covered.</param>
    /// <param name="sample">C·H·W values.</param>
    protected void PaintRow(
        int y, ReadOnlySpan<float> coverage, ReadOnlySpan<float> over, ReadOnlySpan<float> under, Span<float> sample)
    {
        for (int channel = 0; channel < Shape.Channels; channel++)
        {
            var row = sample.Slice((channel * Shape.Height + y) * Shape.Width, Shape.Width);
            for (int x = 0; x < row.Length; x++)
            {
                float value = under[channel] + coverage[x] * (over[channel] - under[channel]);
                row[x] = PixelScale.ToFloat((byte)(value + 0.5f));
            }
        }
    }

    private static int NextDigit(ref Xoshiro256 random) => (int)random.Next(DigitShapes.Count);

    private void ReadLabels(ReadOnlySpan<long> indices, Span<long> destination)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            var random = new Xoshiro256(_seed, indices[i]);
            destination[i] = NextDigit(ref random);
        }
    }
}

/// <summary>Families of digits, each drawn with random numbers of its own.</summary>
internal enum GlyphFamily
{
    Thin = 1,
    Bold = 2,
    Outlined = 3,
}
