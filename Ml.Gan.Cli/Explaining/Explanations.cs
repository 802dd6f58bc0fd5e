using System.Text.RegularExpressions;

namespace Ml.Gan.Cli.Explaining;

/// <summary>What docs/troubleshooting.md says of messages.</summary>
internal static partial class Explanations
{
    private static readonly Lazy<Explanation[]> s_all = new(() =>
    [
        .. from row in Row().Matches(new Page("troubleshooting.md").Text)
           select new Explanation(
               row.Groups["name"].Value, row.Groups["message"].Value, row.Groups["advice"].Value),
    ]);

    /// <summary>One for each message, in the order of the page.</summary>
    public static IReadOnlyList<Explanation> All => s_all.Value;

    /// <summary>That of a message; null where there is none.</summary>
    public static Explanation? Of(string message) =>
        All.Where(explanation => explanation.IsOf(message)).MaxBy(explanation => explanation.Message.Length);

    /// <summary>Where a message is explained, as a sentence; null where it isn't.</summary>
    public static string? Hint(string message) =>
        Of(message) is { } found ? $"See 'mlgan explain {found.Name}'." : null;

    [GeneratedRegex(@"^\| `(?<message>[^`]+)` \| (?<advice>.+) \| `(?<name>[a-z-]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
