namespace Ml.Gan.Data;

/// <summary>
/// Order of file names and classes: numbers in them by their value, so that 2 comes before 10; everything else by its
/// characters' codes.
/// </summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static readonly NaturalOrder Comparer = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> first = x, second = y;
        while (first.Length > 0 && second.Length > 0)
        {
            int difference = char.IsAsciiDigit(first[0]) && char.IsAsciiDigit(second[0])
                ? CompareNumbers(ref first, ref second)
                : CompareCharacters(ref first, ref second);
            if (difference != 0)
                return difference;
        }
        return first.Length != second.Length ? first.Length - second.Length : string.CompareOrdinal(x, y);
    }

    private static int CompareCharacters(ref ReadOnlySpan<char> first, ref ReadOnlySpan<char> second)
    {
        int difference = first[0] - second[0];
        first = first[1..];
        second = second[1..];
        return difference;
    }

    private static int CompareNumbers(ref ReadOnlySpan<char> first, ref ReadOnlySpan<char> second)
    {
        ReadOnlySpan<char> one = Number(ref first), other = Number(ref second);
        return one.Length != other.Length ? one.Length - other.Length : one.SequenceCompareTo(other);
    }

    /// <summary>Takes the digits at the beginning away; returns them without leading zeros.</summary>
    private static ReadOnlySpan<char> Number(ref ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExceptInRange('0', '9');
        var digits = length < 0 ? text : text[..length];
        text = text[digits.Length..];
        return digits.TrimStart('0');
    }
}
