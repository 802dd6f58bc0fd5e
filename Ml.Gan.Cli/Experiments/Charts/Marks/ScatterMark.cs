using System.Text;
using System.Xml.Linq;
using static Ml.Gan.Cli.Experiments.Charts.PlotArea;

namespace Ml.Gan.Cli.Experiments.Charts.Marks;

/// <summary>A dot for each point, all in one path of zero-length strokes: thousands of them stay small.</summary>
internal sealed record ScatterMark(IReadOnlyList<Point> Points) : Mark
{
    public override XElement Draw(PlotArea area)
    {
        var data = new StringBuilder();
        foreach (var point in Points)
            data.Append('M').Append(Text(area.X(point.X))).Append(' ').Append(Text(area.Y(point.Y))).Append("h0");
        return new XElement("path", Class("dots"), new XAttribute("d", data.ToString()));
    }

    public override XElement DrawSample(double width, double height) => new("path",
        Class("dots sample"), new XAttribute("d", $"M{Text(width / 2)} {Text(height / 2)}h0"));
}
