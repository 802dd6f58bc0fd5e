using System.Text.RegularExpressions;
using Ml.Gan.Objectives;

namespace Ml.Gan.Cli.Parsing;

/// <summary>Text of <c>--penalty</c>: one penalty, or several with plus signs between them.</summary>
internal static partial class PenaltyText
{
    /// <exception cref="GanOptionException">There is no such penalty, or its argument can't be used.</exception>
    public static Penalty Parse(string text, Action<string>? notice = null)
    {
        Penalty[] terms = [.. Plus().Split(text).Select(term => Catalog.Penalties.Parse(term.Trim(), notice))];
        return terms is [var only] ? only : new PenaltySum(terms);
    }

    /// <summary>A plus sign that no number goes on after, as it does in 1e+3.</summary>
    [GeneratedRegex(@"\+(?!\d)")]
    private static partial Regex Plus();
}
