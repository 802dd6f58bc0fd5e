using System.Drawing;
using System.Globalization;

namespace Ml.Gan.Data;

/// <summary>Text of an opaque color: a name such as <c>white</c>, or <c>#rrggbb</c>.</summary>
internal static class ColorText
{
    private static readonly Color[] s_named = [Color.White, Color.Black, Color.Gray];

    private static IEnumerable<string> Names => Enum.GetValues<KnownColor>().Select(Color.FromKnownColor)
        .Where(IsOfHtml).Select(color => color.Name.ToLowerInvariant());

    /// <summary>Reads a color: one of the names of HTML, <c>#rrggbb</c>, or <c>#rgb</c> for it.</summary>
    /// <exception cref="GanOptionException">It is neither.</exception>
    public static Color Parse(string text)
    {
        if (text is ['#', .. var given] && given.Length is 3 or 6
            && (given.Length == 3 ? string.Concat(given.Select(digit => $"{digit}{digit}")) : given) is var digits
            && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int number))
            return Color.FromArgb(255, number >> 16, number >> 8 & 255, number & 255);
        var named = Color.FromName(text);
        if (IsOfHtml(named))
            return named;
        throw new GanOptionException(
            nameof(SampleSourceOptions.Background),
            $"'{text}' is no color{NearestName.Question(text, Names)} Give a name, as white, or red, green and blue as "
            + "#ffffff.");
    }

    private static bool IsOfHtml(Color color) => color is { IsKnownColor: true, IsSystemColor: false, A: 255 };

    /// <summary>The name of a color, or <c>#rrggbb</c>.</summary>
    public static string NameOf(Color color)
    {
        foreach (var named in s_named)
        {
            if (named.ToArgb() == color.ToArgb())
                return named.Name.ToLowerInvariant();
        }
        return $"#{color.R:x2}{color.G:x2}{color.B:x2}";
    }
}
