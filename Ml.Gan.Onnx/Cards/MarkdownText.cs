namespace Ml.Gan.Onnx.Cards;

/// <summary>Texts of others in Markdown: as code, in which nothing has a meaning.</summary>
internal static class MarkdownText
{
    /// <summary>The text as code in a line.</summary>
    internal static string Code(string text)
    {
        string line = QuotedText.Harmless(text);
        string fence = new('`', LongestRun(line) + 1);
        return line.Length == 0 ? "empty" : fence.Length == 1 ? $"`{line}`" : $"{fence} {line} {fence}";
    }

    /// <summary>The text as a block of code.</summary>
    internal static string Block(string language, string text)
    {
        string fence = new('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}{language}\n{QuotedText.Harmless(text, lines: true)}\n{fence}";
    }

    private static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (char one in text)
        {
            run = one == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
