namespace Ml.Gan.Onnx;

/// <summary>
/// Texts of files in messages: not longer than a line or two, and without characters that a terminal obeys.
/// </summary>
internal static class QuotedText
{
    private const int Longest = 100;

    /// <summary>The text, cut and with "�" in the place of control characters.</summary>
    internal static string Of(string? text)
    {
        string shown = text is null ? "" : text.Length <= Longest ? text : $"{text[..Longest]}…";
        return Harmless(shown);
    }

    /// <summary>The text with "�" in the place of control characters.</summary>
    internal static string Harmless(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character))
        : text;
}
