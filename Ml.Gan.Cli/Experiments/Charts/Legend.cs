using System.Xml.Linq;
using Ml.Gan.Cli.Experiments.Charts.Marks;
using static Ml.Gan.Cli.Experiments.Charts.PlotArea;

namespace Ml.Gan.Cli.Experiments.Charts;

/// <summary>The names of a chart's marks with a sample of each, in as many rows as they need.</summary>
internal sealed class Legend
{
    private const double RowHeight = 20;
    private const double SampleWidth = 22;
    private const double CharacterWidth = 7.2;
    private const double Gap = 16;

    private readonly List<(Mark Mark, double X, double Y)> _entries = [];

    public Legend(IEnumerable<Mark> marks, double width)
    {
        double x = 0, y = 0;
        foreach (var mark in marks.Where(mark => mark.Name is not null).DistinctBy(mark => mark.Name))
        {
            double needed = SampleWidth + 6 + mark.Name!.Length * CharacterWidth;
            if (x > 0 && x + needed > width)
                (x, y) = (0, y + RowHeight);
            _entries.Add((mark, x, y));
            x += needed + Gap;
        }
        Height = _entries.Count == 0 ? 0 : y + RowHeight;
    }

    public double Height { get; }

    public XElement Draw(double left, double top) => new("g",
        new XAttribute("class", "legend"),
        new XAttribute("transform", $"translate({Text(left)} {Text(top)})"),
        _entries.Select(entry => new XElement("g",
            new XAttribute("transform", $"translate({Text(entry.X)} {Text(entry.Y)})"),
            entry.Mark.DrawSample(SampleWidth, RowHeight),
            new XElement("text", new XAttribute("x", SampleWidth + 6), new XAttribute("y", 14), entry.Mark.Name))));
}
