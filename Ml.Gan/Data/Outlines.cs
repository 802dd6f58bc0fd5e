using Ml.Gan.Data.Drawing;

namespace Ml.Gan.Data;

/// <summary>The inputs of <c>builtin:outlines</c>: contours of digits in white on black.</summary>
internal sealed class OutlinedGlyphs(SampleShape shape, long seed)
    : DrawnGlyphs($"{OutlinesLoader.Text} (inputs)", shape, seed, GlyphFamily.Outlined, OutlinesLoader.Weight)
{
    private static readonly float[] s_white = [255, 255, 255], s_black = [0, 0, 0];

    /// <summary>Half the width of the contour in pixels.</summary>
    private readonly float _line = shape.Width / 64f;

    protected override float Margin => _line + 0.5f;

    protected override void Paint(StrokeCanvas canvas, int digit, float weight, Span<float> sample)
    {
        Span<float> coverage = stackalloc float[Shape.Width];
        for (int y = 0; y < Shape.Height; y++)
        {
            canvas.ReadContour(y, weight, _line, coverage);
            PaintRow(y, coverage, s_white, s_black, sample);
        }
    }
}

/// <summary>The targets of <c>builtin:outlines</c>: the same digits, filled in the colors of their classes.</summary>
internal sealed class ColoredGlyphs(SampleShape shape, long seed)
    : DrawnGlyphs($"{OutlinesLoader.Text} (targets)", shape, seed, GlyphFamily.Outlined, OutlinesLoader.Weight)
{
    protected override void Paint(StrokeCanvas canvas, int digit, float weight, Span<float> sample)
    {
        var (fill, ground) = GlyphColors.Of(digit, Shape.Channels);
        Span<float> coverage = stackalloc float[Shape.Width];
        for (int y = 0; y < Shape.Height; y++)
        {
            canvas.ReadRow(y, weight, coverage);
            PaintRow(y, coverage, fill, ground, sample);
        }
    }
}

/// <summary>
/// Loader of <c>builtin:outlines</c>, pairs of contours and filled digits, each digit in a color of its own on a ground
/// of its own, so that the colors can be learned from the shape.
/// </summary>
[CatalogEntry("pairs of outlined digits, drawn at random without end, and the same digits in colors of their classes")]
internal sealed class OutlinesLoader : SampleLoader
{
    public const string Text = "builtin:outlines";

    private const int DefaultSize = 32;

    /// <summary>Half the width of strokes, relative to the image's.</summary>
    public static UniformRange Weight { get; } = new(0.06f, 0.085f);

    public override string Name => Text;

    public override LoaderMatch Match(string data) => data == Text ? LoaderMatch.Certain : LoaderMatch.None;

    /// <summary>Refuses: pairs are no samples to learn to generate.</summary>
    public override ISampleSource Open(string data, SampleSourceOptions options, CancellationToken cancellationToken) =>
        throw new GanDataException(
            $"{Text} are pairs of an input and a target, which systems that translate images learn from, as pix2pix, "
            + "where inputs aren't made of the images themselves. Give such a system, or other data.");

    /// <summary>Opens the pairs.</summary>
    /// <param name="target">Folder of targets, which there must not be.</param>
    /// <param name="options">How they are drawn.</param>
    /// <exception cref="GanDataException">A target is given, or such images aren't drawn.</exception>
    public static PairedSamples OpenPairs(string? target, SampleSourceOptions options)
    {
        if (target is not null)
            throw new GanDataException(
                $"{Text} are pairs already; '{target}' can't be their targets. Leave the targets out, or give the "
                + "folder of the inputs.");
        int size = options.Size ?? DefaultSize;
        return new PairedSamples(
            new OutlinedGlyphs(new SampleShape(options.Channels ?? 1, size, size), options.Seed),
            new ColoredGlyphs(new SampleShape(options.Channels ?? 3, size, size), options.Seed),
            Text);
    }
}
