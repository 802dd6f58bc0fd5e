using System.Text.RegularExpressions;

namespace Ml.Gan.Tests.Docs;

/// <summary>README.md or a document of docs/, which is read where it is kept.</summary>
internal sealed partial record Document(string Name)
{
    private static readonly string s_docs = Path.Combine(BuiltFrom.Repository, "docs");

    public static Document Readme { get; } = new("README.md");

    /// <summary>README.md and all of docs/, but the reports of the experiments, which a program wrote.</summary>
    public static IReadOnlyList<Document> All { get; } =
    [
        Readme,
        .. Directory.GetFiles(s_docs, "*.md", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "report.md")
            .Select(path => new Document(Path.GetRelativePath(BuiltFrom.Repository, path).Replace('\\', '/')))
            .OrderBy(document => document.Name, StringComparer.Ordinal),
    ];

    /// <summary>The texts of the packages' pages.</summary>
    public static IReadOnlyList<Document> OfPackages { get; } =
    [
        .. ((string[])["Ml.Gan", "Ml.Gan.Cli", "Ml.Gan.Hosting", "Ml.Gan.Mpi", "Ml.Gan.Onnx", "templates"])
            .Select(folder => new Document($"{folder}/README.md")),
    ];

    public string Text { get; } = File.ReadAllText(Path.Combine(BuiltFrom.Repository, Name));

    /// <summary>The blocks of one language, in order.</summary>
    public string[] Blocks(string language) =>
    [
        .. Block().Matches(Text)
            .Where(block => block.Groups["language"].Value == language)
            .Select(block => block.Groups["code"].Value),
    ];

    /// <summary>Lines of the shell's blocks.</summary>
    public IEnumerable<string> Commands =>
        Blocks("sh").SelectMany(block => block.Split('\n')).Where(line => line.Length > 0);

    /// <summary>The C# block below a heading.</summary>
    public Snippet Snippet(string heading)
    {
        int start = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, start, $"{Name} has no heading '{heading}'");
        var block = Block().Matches(Text[start..]).First(block => block.Groups["language"].Value == "csharp");
        return new Snippet(block.Groups["code"].Value);
    }

    /// <summary>What it links to, images included, but for other sites.</summary>
    public IEnumerable<string> Links => Link().Matches(WithoutBlocks).Select(link => link.Groups["target"].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal));

    /// <summary>The ends of links to its headings.</summary>
    public IEnumerable<string> Anchors =>
        from heading in Heading().Matches(WithoutBlocks)
        let text = heading.Groups["text"].Value.Trim().ToLowerInvariant()
        select NoAnchor().Replace(text, "").Replace(' ', '-');

    private string WithoutBlocks => Block().Replace(Text, "");

    public override string ToString() => Name;

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)|src=""(?<target>[^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
