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
    /// <param name="text">The text.</param>
    /// <param name="lines">Whether it may have several lines. Default false.</param>
    internal static string Harmless(string text, bool lines = false)
    {
        return text.Any(IsHarmful) ? string.Concat(text.Select(one => IsHarmful(one) ? '\uFFFD' : one)) : text;

        bool IsHarmful(char one) => char.IsControl(one) && !(lines && (one is '\n' or '\r' or '\t'));
    }
}
