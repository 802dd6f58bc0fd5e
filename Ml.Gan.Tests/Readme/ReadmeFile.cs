using System.Text.RegularExpressions;

namespace Ml.Gan.Tests.Readme;

/// <summary>The code blocks of README.md.</summary>
internal static partial class ReadmeFile
{
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));

    /// <summary>The blocks of one language, in order.</summary>
    public static string[] Blocks(string language) =>
        [.. Block().Matches(Text).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["code"].Value)];

    /// <summary>The C# block below a heading.</summary>
    public static Snippet Snippet(string heading)
    {
        int start = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, start, $"README.md has no heading '{heading}'");
        return new Snippet(Block().Matches(Text[start..]).First(block => block.Groups["language"].Value == "csharp").Groups["code"].Value);
    }

    /// <summary>Option and property of each row of the table of regularisers and schedules, as in <c>--packing 2</c> and <c>Packing</c>.</summary>
    public static IEnumerable<(string Option, string Property)> Regularisers =>
        Regulariser().Matches(Text).Select(row => (row.Groups["option"].Value, row.Groups["property"].Value));

    [GeneratedRegex(@"^\| `(?<option>--[^`]+)` \| `(?<property>\w+)", RegexOptions.Multiline)]
    private static partial Regex Regulariser();

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
