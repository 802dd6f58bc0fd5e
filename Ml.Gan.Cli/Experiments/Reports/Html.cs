using System.Xml.Linq;

namespace Ml.Gan.Cli.Experiments.Reports;

/// <summary>Pieces of a report. Text is escaped by the tree that they build.</summary>
internal static class Html
{
    public static XElement Heading(string text) => new("h2", text);

    public static XElement Paragraph(string text) => new("p", text);

    /// <summary>What an experiment found, in words.</summary>
    public static XElement Verdict(string text) => new("p", new XAttribute("class", "verdict"), text);

    /// <summary>Figures side by side where there is room.</summary>
    public static XElement Figures(params IEnumerable<XElement> figures) =>
        new("div", new XAttribute("class", "figures"), figures);

    /// <summary>Small figures, more of them side by side.</summary>
    public static XElement SmallFigures(params IEnumerable<XElement> figures) =>
        new("div", new XAttribute("class", "small figures"), figures);

    /// <summary>A chart or picture with its title and, below, a remark.</summary>
    public static XElement Figure(string title, XElement content, string? remark = null) => new("figure",
        new XElement("figcaption", title), content, remark is null ? null : new XElement("p", remark));

    /// <summary>Names and values, one pair a row.</summary>
    public static XElement Definitions(IEnumerable<(string Name, string Value)> rows) =>
        new("dl", rows.Select(row => new[] { new XElement("dt", row.Name), new XElement("dd", row.Value) }));

    /// <summary>Text of fixed width that is folded away at first.</summary>
    public static XElement Details(string summary, string text) =>
        new("details", new XElement("summary", summary), new XElement("pre", text));
}
