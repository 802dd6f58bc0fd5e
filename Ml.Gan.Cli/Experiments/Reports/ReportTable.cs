using System.Xml.Linq;

namespace Ml.Gan.Cli.Experiments.Reports;

/// <summary>A table that scrolls sideways where the screen is narrow. The first column names the row.</summary>
internal sealed class ReportTable(string caption, params IReadOnlyList<string> columns)
{
    private readonly List<XElement> _rows = [];

    public void Add(params IReadOnlyList<string> cells) => _rows.Add(Row(cells));

    /// <summary>A row of figures that others have published.</summary>
    public void AddPublished(params IReadOnlyList<string> cells)
    {
        var row = Row(cells);
        row.Add(new XAttribute("class", "published"));
        _rows.Add(row);
    }

    /// <summary>The table as HTML.</summary>
    public XElement ToHtml() => new("div",
        new XAttribute("class", "scroll"),
        new XAttribute("role", "region"),
        new XAttribute("aria-label", caption),
        new XAttribute("tabindex", 0),
        new XElement("table",
            new XElement("thead", new XElement("tr", columns.Select(name => Heading("col", name)))),
            new XElement("tbody", _rows)));

    private static XElement Heading(string scope, string text) => new("th", new XAttribute("scope", scope), text);

    private XElement Row(IReadOnlyList<string> cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Count, columns.Count);
        return new XElement("tr", Heading("row", cells[0]), cells.Skip(1).Select(cell => new XElement("td", cell)));
    }
}
