using System.Globalization;
using System.Text;

namespace Ml.Gan.Onnx.Cards;

/// <summary>Any text as a double-quoted scalar of YAML, on one line.</summary>
internal static class YamlText
{
    internal static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
            quoted.Append(Escaped(rune));
        return quoted.Append('"').ToString();
    }

    private static string Escaped(Rune rune) => rune switch
    {
        { Value: '"' or '\\' } => $"\\{rune}",
        { Value: 0xFEFF or 0xFFFE or 0xFFFF } => Code(rune),
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator => Code(rune),
        _ => rune.ToString(),
    };

    private static string Code(Rune rune) => $"\\u{rune.Value:X4}";
}
