using System.Text.RegularExpressions;

namespace Ml.Gan.Tests.Notebooks;

/// <summary>A cell of a notebook's program.</summary>
/// <param name="kind">What stands in brackets behind its mark: <c>markdown</c>, <c>program</c>, or nothing.</param>
/// <param name="lines">What stands below the mark.</param>
internal sealed partial class NotebookCell(string kind, string lines)
{
    public bool IsMarkdown => kind == "markdown";

    /// <summary>Whether the notebook goes without it.</summary>
    public bool IsOfProgram => kind == "program";

    /// <summary>Its text or code, without the comment marks of a text.</summary>
    public string Source { get; } = kind == "markdown"
        ? string.Join('\n', lines.Trim('\n').Split('\n').Select(line => line.Length > 3 ? line[3..] : ""))
        : lines.Trim('\n');

    /// <summary>Its code with as many steps as show that everything works, not as many as show pictures.</summary>
    public string WithFewSteps => Steps().Replace(Source, "var steps = 20;");

    /// <summary>How often it shows something.</summary>
    public int Shown => IsMarkdown
        ? 0
        : Source.Split('\n').Count(line => line.StartsWith("display(", StringComparison.Ordinal));

    [GeneratedRegex(@"\bvar steps = \d+;")]
    private static partial Regex Steps();
}
