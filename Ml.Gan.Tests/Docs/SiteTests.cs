using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ml.Gan.Tests.Docs;

/// <summary>What the site of documents is made of: docfx.json and its table of contents.</summary>
[TestClass]
public sealed partial class SiteTests
{
    private static readonly string s_folder = Path.Combine(BuiltFrom.Repository, "docs", "site");

    [TestMethod]
    public void Its_table_of_contents_has_every_document()
    {
        var listed = Href().Matches(File.ReadAllText(Path.Combine(s_folder, "toc.yml")))
            .Select(entry => Path.GetRelativePath(
                BuiltFrom.Repository, Path.GetFullPath(entry.Groups["target"].Value, s_folder)).Replace('\\', '/'))
            .Where(name => name.EndsWith(".md", StringComparison.Ordinal));

        CollectionAssert.AreEquivalent(Document.All.Select(document => document.Name).ToArray(), listed.ToArray());
    }

    [TestMethod]
    public void Files_that_documents_link_to_come_along()
    {
        var site = JsonNode.Parse(File.ReadAllText(Path.Combine(BuiltFrom.Repository, "docfx.json")))!;
        var brought = site["build"]!["resource"]!.AsArray()
            .Where(group => group!["src"] is null)
            .SelectMany(group => group!["files"]!.AsArray())
            .Select(pattern => Pattern(pattern!.GetValue<string>())).ToArray();
        foreach (var document in Document.All)
        {
            string folder = Path.GetDirectoryName(Path.Combine(BuiltFrom.Repository, document.Name))!;
            foreach (string link in document.Links.Select(link => link.Split('#')[0]).Where(link => link != ""))
            {
                string target = Path.GetRelativePath(BuiltFrom.Repository, Path.GetFullPath(link, folder));
                if (!target.EndsWith(".md", StringComparison.Ordinal))
                    Assert.IsTrue(brought.Any(pattern => pattern.IsMatch(target)), $"{document.Name}: {target}");
            }
        }
    }

    private static Regex Pattern(string glob) => new(
        $"^{Regex.Escape(glob).Replace(@"\*\*/", "(.*/)?").Replace(@"\*\*", ".*").Replace(@"\*", "[^/]*")}$");

    [GeneratedRegex(@"href: (?<target>[^\s}]+)")]
    private static partial Regex Href();
}
