using System.Xml.Linq;
using static Ml.Gan.Cli.Experiments.Charts.PlotArea;

namespace Ml.Gan.Cli.Experiments.Charts.Marks;

/// <summary>Outlines of circles with one radius, in the units of the axes.</summary>
internal sealed record CirclesMark(IReadOnlyList<Point> Centres, double Radius) : Mark
{
    public override XElement Draw(PlotArea area) => new("g",
        Class("circles"),
        Centres.Select(centre => new XElement("ellipse",
            new XAttribute("cx", Text(area.X(centre.X))),
            new XAttribute("cy", Text(area.Y(centre.Y))),
            new XAttribute("rx", Text(Radius * area.UnitWidth)),
            new XAttribute("ry", Text(Radius * area.UnitHeight)))));

    public override XElement DrawSample(double width, double height) => new("g",
        Class("circles"),
        new XElement("circle",
            new XAttribute("cx", Text(width / 2)), new XAttribute("cy", Text(height / 2)), new XAttribute("r", Text(height / 4))));
}
