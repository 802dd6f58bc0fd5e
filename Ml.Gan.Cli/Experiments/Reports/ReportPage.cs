using System.Text;
using System.Xml.Linq;

namespace Ml.Gan.Cli.Experiments.Reports;

/// <summary>
/// A page in one file: its style, script, charts and pictures are inside, and it asks for nothing else.
/// </summary>
internal sealed class ReportPage(string title)
{
    private readonly List<XElement> _content = [new XElement("h1", title)];

    public void Add(params IEnumerable<XElement> content) => _content.AddRange(content);

    /// <summary>The page in UTF-8. It is HTML that an XML parser reads too.</summary>
    public byte[] ToBytes()
    {
        var page = new XElement("html",
            new XAttribute("lang", "en"),
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
                new XElement("title", title),
                new XElement("style", Placeholder("report.css"))),
            new XElement("body", new XElement("main", _content), new XElement("script", Placeholder("report.js"))));
        var text = new StringBuilder("<!DOCTYPE html>\n").Append(page.ToString(SaveOptions.DisableFormatting)).Append('\n');
        foreach (string name in (string[])["report.css", "report.js"])
            text.Replace(Placeholder(name), Resource(name));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Style and script must not be escaped, so they are put in after everything else was.</summary>
    private static string Placeholder(string name) => $"\uE000{name}\uE000";

    private static string Resource(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream(typeof(ReportPage), name)
            ?? throw new InvalidOperationException($"The tool was built without {name}.");
        using var reader = new StreamReader(stream);
        return "\n" + reader.ReadToEnd();
    }
}
