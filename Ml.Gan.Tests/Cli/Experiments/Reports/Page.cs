using System.Text;
using System.Xml.Linq;
using System.Xml;

namespace Ml.Gan.Tests.Cli.Experiments.Reports;

/// <summary>Reads a report as XML, which refuses what is not well-formed.</summary>
internal static class Page
{
    public static XElement Parse(byte[] html)
    {
        string text = Encoding.UTF8.GetString(html);
        Assert.StartsWith("<!DOCTYPE html>\n<html", text);
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    /// <summary>Whether the page can ask for anything outside of itself.</summary>
    public static void AssertSelfContained(byte[] html)
    {
        string text = Encoding.UTF8.GetString(html);
        foreach (string outside in (string[])["http:", "https:", "href", "@import", "url(", "fetch(", "srcset"])
            Assert.DoesNotContain(outside, text);
        foreach (var source in Parse(html).Descendants().Attributes("src"))
            Assert.StartsWith("data:image/png;base64,", source.Value);
    }
}
