using System.Xml.Linq;
using static Ml.Gan.Cli.Experiments.Charts.PlotArea;

namespace Ml.Gan.Cli.Experiments.Charts.Marks;

/// <summary>A horizontal line at a value that others are compared with.</summary>
internal sealed record RuleMark(double Value) : Mark
{
    /// <summary>Whether the value is on the right axis. Default false.</summary>
    public bool OnRight { get; init; }

    public override XElement Draw(PlotArea area) => new("path",
        Class("rule"), new XAttribute("d", $"M0 {Text(area.Y(Value, OnRight))}H{Text(area.Width)}"));

    public override XElement DrawSample(double width, double height) => Stroke("rule", width, height);
}
