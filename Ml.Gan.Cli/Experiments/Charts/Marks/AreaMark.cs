using System.Xml.Linq;

namespace Ml.Gan.Cli.Experiments.Charts.Marks;

/// <summary>The area between a line and zero: a density.</summary>
internal sealed record AreaMark(IReadOnlyList<Point> Points) : Mark
{
    public override XElement Draw(PlotArea area) => new("path",
        Class("area"), new XAttribute("d", Polyline.PathData([new(Points[0].X, 0), .. Points, new(Points[^1].X, 0)], area) + "Z"));

    public override XElement DrawSample(double width, double height) => new("rect",
        Class("area"),
        new XAttribute("y", PlotArea.Text(height / 4)),
        new XAttribute("width", PlotArea.Text(width)),
        new XAttribute("height", PlotArea.Text(height / 2)));
}
