using Ml.Gan.Data.Drawing;

namespace Ml.Gan.Data;

/// <summary>
/// The built-in data sets <c>builtin:thin</c> and <c>builtin:bold</c>: digits in white on black whose strokes are all
/// thin, or all bold; two domains for unpaired translation.
/// </summary>
internal sealed class StrokeGlyphs(
    string name, SampleShape shape, long seed, GlyphFamily family, UniformRange weight)
    : DrawnGlyphs(name, shape, seed, family, weight)
{
    private static readonly float[] s_white = [255, 255, 255], s_black = [0, 0, 0];

    protected override void Paint(StrokeCanvas canvas, int digit, float weight, Span<float> sample)
    {
        Span<float> coverage = stackalloc float[Shape.Width];
        for (int y = 0; y < Shape.Height; y++)
        {
            canvas.ReadRow(y, weight, coverage);
            PaintRow(y, coverage, s_white, s_black, sample);
        }
    }
}

/// <summary>Loader of <see cref="StrokeGlyphs"/> of one weight.</summary>
internal abstract class StrokeGlyphsLoader(string name, GlyphFamily family, UniformRange weight) : SampleLoader
{
    public override string Name => name;

    public override bool GivesLabels => true;

    public override LoaderMatch Match(string data) => data == name ? LoaderMatch.Certain : LoaderMatch.None;

    public override ISampleSource Open(string data, SampleSourceOptions options, CancellationToken cancellationToken)
    {
        int size = options.Size ?? 28;
        return new StrokeGlyphs(
            name, new SampleShape(options.Channels ?? 1, size, size), options.Seed, family, weight);
    }
}

/// <summary>Loader of <c>builtin:thin</c>.</summary>
[CatalogEntry("digits of thin strokes drawn at random without end, with labels")]
internal sealed class ThinGlyphsLoader()
    : StrokeGlyphsLoader("builtin:thin", GlyphFamily.Thin, new UniformRange(0.024f, 0.03f));

/// <summary>Loader of <c>builtin:bold</c>.</summary>
[CatalogEntry("digits of bold strokes drawn at random without end, with labels")]
internal sealed class BoldGlyphsLoader()
    : StrokeGlyphsLoader("builtin:bold", GlyphFamily.Bold, new UniformRange(0.068f, 0.08f));
