using System.Text.RegularExpressions;

namespace Ml.Gan.Cli.Explaining;

/// <summary>What lies behind a message, and what to do.</summary>
/// <param name="Name">Name that messages lead to it by, as <c>earlier-training</c>.</param>
/// <param name="Message">The message; … stands for what differs from case to case.</param>
/// <param name="Advice">Why, and what to do, in Markdown.</param>
internal sealed partial record Explanation(string Name, string Message, string Advice)
{
    private const string Gap = "…";

    private readonly Regex _pattern = new(
        string.Join(".*?", Message.Split(Gap, StringSplitOptions.TrimEntries).Select(Regex.Escape)),
        RegexOptions.Singleline);

    /// <summary>Whether a text holds the message.</summary>
    public bool IsOf(string text) => _pattern.IsMatch(text);

    /// <summary>All of it as a text for a terminal, followed by the parts of documents that it leads to.</summary>
    public string Text => string.Join(
        "\n\n",
        [
            $"{Name}: {Message}",
            Sentence(WithoutLinks(Advice)),
            .. from link in Link().Matches(Advice)
               let page = new Page(link.Groups["page"].Value)
               select WithoutLinks(page.Section(link.Groups["anchor"].Value) ?? page.Text.TrimEnd()),
        ]);

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";

    private static string WithoutLinks(string text) => AnyLink().Replace(text, "${text}");

    /// <summary>A link to a document, or a part of one.</summary>
    [GeneratedRegex(@"\]\((?<page>[\w-]+\.md)(#(?<anchor>[\w-]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\([^)]+\)")]
    private static partial Regex AnyLink();
}
