using System.Xml.Linq;

namespace Ml.Gan.Cli.Experiments.Charts.Marks;

/// <summary>Something drawn inside the axes.</summary>
internal abstract record Mark
{
    /// <summary>Name in the legend; null keeps it out. Default null.</summary>
    public string? Name { get; init; }

    /// <summary>Which of the style sheet's colours, from 0. Default 0.</summary>
    public int Colour { get; init; }

    /// <summary>The mark in the coordinates of the area.</summary>
    public abstract XElement Draw(PlotArea area);

    /// <summary>A sample for the legend, <paramref name="width"/> by <paramref name="height"/>.</summary>
    public abstract XElement DrawSample(double width, double height);

    /// <summary>A class attribute with the mark's colour.</summary>
    protected XAttribute Class(string kind) => new("class", $"{kind} c{Colour}");

    /// <summary>A horizontal stroke through the middle of a legend's sample.</summary>
    protected XElement Stroke(string kind, double width, double height) => new("path",
        Class(kind), new XAttribute("d", $"M0 {PlotArea.Text(height / 2)}H{PlotArea.Text(width)}"));
}
