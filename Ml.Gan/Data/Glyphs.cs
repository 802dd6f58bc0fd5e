using Ml.Gan.Data.Drawing;
using Ml.Gan.Data.Images;

namespace Ml.Gan.Data;

/// <summary>
/// The built-in data set <c>builtin:glyphs</c>: digits 0 to 9 in white on black, drawn with random slant, rotation,
/// bend, weight, size, position and noise. Endless and labeled; sample i depends on the seed and i alone. Values are
/// multiples of 1/255, as if read from a file, scaled to [-1, 1]. Each comes with a condition vector: slant, weight of
/// the stroke, width relative to the height, and height, all even in [-1, 1].
/// </summary>
public sealed class Glyphs : ISampleSource
{
    /// <summary>Smallest side in pixels.</summary>
    public const int MinSize = 16;

    /// <summary>Largest side in pixels.</summary>
    public const int MaxSize = 1024;

    private static readonly UniformRange s_weight = new(0.04f, 0.07f);

    private readonly int _size;
    private readonly long _seed;
    private readonly GlyphPen _pen;

    /// <summary>Glyphs of one size.</summary>
    /// <param name="size">Height and width in pixels, 16 to 1024.</param>
    /// <param name="channels">1 (gray), or 3: the same gray in each channel.</param>
    /// <param name="seed">Selects the data set.</param>
    /// <exception cref="GanDataException">Size or channels are outside of these.</exception>
    public Glyphs(int size = 28, int channels = 1, long seed = 1)
    {
        _pen = new GlyphPen(GlyphsLoader.Text, size, channels);
        _size = size;
        _seed = seed;
        Shape = new SampleShape(channels, size, size);
        Labels = new SampleLabels(this, DigitShapes.Count, ReadLabels);
        Conditions = new SampleConditions(this, size: 4, ReadConditions);
    }

    /// <inheritdoc/>
    public string Name => GlyphsLoader.Text;

    /// <inheritdoc/>
    public string? License => "MIT";

    /// <inheritdoc/>
    public SampleShape Shape { get; }

    /// <summary>Null: endless.</summary>
    public long? Count => null;

    /// <summary>Labels of ten classes: the digits.</summary>
    public SampleLabels Labels { get; }

    /// <summary>Vectors of four numbers, even in [-1, 1]: slant, weight, width, height.</summary>
    public SampleConditions Conditions { get; }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        IndexCheck.Read(indices, destination.Length, this);
        var canvas = _pen.Take();
        int plane = _size * _size;
        for (int i = 0; i < indices.Length; i++)
        {
            var sample = destination.Slice(i * Shape.Length, Shape.Length);
            Draw(canvas, indices[i], sample[..plane]);
            for (int channel = 1; channel < Shape.Channels; channel++)
                sample[..plane].CopyTo(sample[(channel * plane)..]);
        }
        _pen.Return(canvas);
    }

    /// <summary>Nothing to release.</summary>
    public void Dispose() { }

    private void ReadLabels(ReadOnlySpan<long> indices, Span<long> destination)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            var random = new Xoshiro256(_seed, indices[i]);
            destination[i] = NextDigit(ref random);
        }
    }

    private void ReadConditions(ReadOnlySpan<long> indices, Span<float> destination)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            var random = new Xoshiro256(_seed, indices[i]);
            NextDigit(ref random);
            var (weight, _, pose) = NextStyle(ref random);
            ReadOnlySpan<float> vector = [pose.Slant, s_weight.Place(weight), pose.Width, pose.Height];
            vector.CopyTo(destination[(i * vector.Length)..]);
        }
    }

    private static int NextDigit(ref Xoshiro256 random) => (int)random.Next(DigitShapes.Count);

    private (float Weight, float Noise, GlyphPose Pose) NextStyle(ref Xoshiro256 random) =>
        (s_weight.Next(ref random), random.Next(0, 0.03f), GlyphPose.Next(ref random, _size));

    private void Draw(StrokeCanvas canvas, long index, Span<float> plane)
    {
        var random = new Xoshiro256(_seed, index);
        int digit = NextDigit(ref random);
        var (relativeWeight, noise, pose) = NextStyle(ref random);
        float weight = relativeWeight * _size;

        _pen.Draw(canvas, digit, pose, weight + 0.5f);
        for (int y = 0; y < _size; y++)
        {
            var row = plane.Slice(y * _size, _size);
            canvas.ReadRow(y, weight, row);
            AddNoise(ref random, row, noise);
        }
    }

    /// <summary>
    /// Adds noise that is near enough normal (a sum of four bytes), then rounds to 255 steps in [-1, 1].
    /// </summary>
    private static void AddNoise(ref Xoshiro256 random, Span<float> row, float deviation)
    {
        const float Mean = 4 * 127.5f, Deviation = 147.8f;
        ulong bits = 0;
        for (int x = 0; x < row.Length; x++)
        {
            bits = (x & 1) == 0 ? random.Next() : bits >> 32;
            uint sum = (uint)((bits & 255) + ((bits >> 8) & 255) + ((bits >> 16) & 255) + ((bits >> 24) & 255));
            float value = Math.Clamp(row[x] + (sum - Mean) * (deviation / Deviation), 0, 1);
            row[x] = PixelScale.ToFloat((byte)(value * 255 + 0.5f));
        }
    }
}

/// <summary>Loader of <see cref="Glyphs"/>.</summary>
[CatalogEntry("digits drawn at random without end, with labels and condition vectors")]
internal sealed class GlyphsLoader : SampleLoader
{
    public const string Text = "builtin:glyphs";

    public override string Name => Text;

    public override bool GivesLabels => true;

    public override bool GivesConditions => true;

    public override LoaderMatch Match(string data) => data == Text ? LoaderMatch.Certain : LoaderMatch.None;

    public override ISampleSource Open(string data, SampleSourceOptions options, CancellationToken cancellationToken) =>
        new Glyphs(options.Size ?? 28, options.Channels ?? 1, options.Seed);
}
