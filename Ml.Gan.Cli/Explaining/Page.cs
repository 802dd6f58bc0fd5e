using System.Text.RegularExpressions;

namespace Ml.Gan.Cli.Explaining;

/// <summary>A page of the documents that comes with the tool.</summary>
/// <param name="name">Its file, as <c>troubleshooting.md</c>.</param>
internal sealed partial class Page(string name)
{
    /// <summary>What it says, in Markdown.</summary>
    public string Text { get; } = Read(name);

    /// <summary>A heading and the part below it, up to the next one of its kind; null where there is none.</summary>
    /// <param name="anchor">End of links to the heading.</param>
    public string? Section(string anchor)
    {
        var headings = Heading().Matches(Text);
        var found = headings.FirstOrDefault(heading => AnchorOf(heading) == anchor);
        if (found is null)
            return null;
        int level = found.Groups["level"].Length;
        int end = headings.Where(heading => heading.Index > found.Index && heading.Groups["level"].Length <= level)
            .Select(heading => heading.Index).DefaultIfEmpty(Text.Length).First();
        return Text[found.Index..end].TrimEnd();
    }

    private static string AnchorOf(Match heading) =>
        NoAnchor().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-');

    private static string Read(string name)
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream($"docs/{name}")
            ?? throw new InvalidOperationException($"The tool has no page {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex("^(?<level>#+) (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
