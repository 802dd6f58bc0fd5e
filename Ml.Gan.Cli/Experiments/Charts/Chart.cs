using System.Xml.Linq;
using Ml.Gan.Cli.Experiments.Charts.Marks;

namespace Ml.Gan.Cli.Experiments.Charts;

/// <summary>
/// Marks over axes, drawn as SVG. Colours come from the page's style sheet through classes, so that they follow its light or
/// dark scheme.
/// </summary>
internal sealed record Chart
{
    /// <summary>What the chart shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What there is to see, for those who don't.</summary>
    public required string Description { get; init; }

    /// <summary>The horizontal axis.</summary>
    public required Axis X { get; init; }

    /// <summary>The vertical axis, at the left.</summary>
    public required Axis Y { get; init; }

    /// <summary>A second vertical axis, at the right; null for none.</summary>
    public Axis? Right { get; init; }

    /// <summary>What is drawn, the first at the back.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>Marks that take turns in front of <see cref="Marks"/>: an animation. The last frame is the one that is seen at first.</summary>
    public IReadOnlyList<ChartFrame> Frames { get; init; } = [];

    /// <summary>Whether the area inside the axes is a square.</summary>
    public bool IsSquare { get; init; }

    /// <summary>The chart as an <c>svg</c> element.</summary>
    public XElement ToSvg() => new ChartDrawing(this).Draw();
}
