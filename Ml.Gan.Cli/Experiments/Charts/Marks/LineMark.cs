using System.Xml.Linq;

namespace Ml.Gan.Cli.Experiments.Charts.Marks;

/// <summary>A line through points.</summary>
internal sealed record LineMark(IReadOnlyList<Point> Points) : Mark
{
    /// <summary>Whether the values are on the right axis. Default false.</summary>
    public bool OnRight { get; init; }

    /// <summary>Whether the line is dashed. Default false.</summary>
    public bool IsDashed { get; init; }

    private string Kind => IsDashed ? "line dashed" : "line";

    public override XElement Draw(PlotArea area) => new("path",
        Class(Kind), new XAttribute("d", Polyline.PathData(Points, area, OnRight)));

    public override XElement DrawSample(double width, double height) => Stroke(Kind, width, height);
}
