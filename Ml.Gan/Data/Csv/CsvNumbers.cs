using System.Globalization;

namespace Ml.Gan.Data.Csv;

/// <summary>Numbers of a CSV file, which have decimal points throughout or decimal commas throughout.</summary>
/// <param name="path">The file, for messages.</param>
internal sealed class CsvNumbers(string path)
{
    private (char Mark, int Line, string Text)? _decimal;

    /// <summary>Whether a text is a number by itself.</summary>
    public static bool Is(string text) => Parse(text) is not null;

    /// <summary>The number that a cell holds.</summary>
    /// <exception cref="GanDataException">It is no finite number, or has another decimal mark than before.</exception>
    public float Read(string text, int line)
    {
        if (Parse(text) is not { } value || !float.IsFinite(value))
            throw new GanDataException($"Line {line} of '{path}' holds '{text}', which is no finite number.");
        if (text.AsSpan().IndexOfAny('.', ',') is >= 0 and var place)
        {
            _decimal ??= (text[place], line, text);
            if (_decimal is { } first && first.Mark != text[place])
                throw new GanDataException(
                    $"Line {line} of '{path}' holds '{text}', but line {first.Line} '{first.Text}': a file has decimal "
                    + "points or decimal commas, not both.");
        }
        return value;
    }

    private static float? Parse(string text)
    {
        if (text.Contains(',', StringComparison.Ordinal))
            text = text.Contains('.', StringComparison.Ordinal) ? "" : text.Replace(',', '.');
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) ? value : null;
    }
}
