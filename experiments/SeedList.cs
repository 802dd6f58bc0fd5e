using System.Globalization;

namespace Ml.Gan.Experiments;

/// <summary>Seeds as text: numbers and ranges with commas between, <c>1..10</c> or <c>1,3,8..9</c>.</summary>
internal static class SeedList
{
    /// <summary>The most seeds that one experiment takes.</summary>
    public const int MaxCount = 1000;

    /// <summary>The seeds in the order given; null where the text is none, repeats a seed or names too many.</summary>
    public static IReadOnlyList<int>? Parse(string text)
    {
        var seeds = new List<int>();
        foreach (string part in text.Split(','))
        {
            if (ParseRange(part) is not var (first, last) || last - (long)first + seeds.Count >= MaxCount)
                return null;
            seeds.AddRange(Enumerable.Range(first, last - first + 1));
        }
        return seeds.Distinct().Count() == seeds.Count ? seeds : null;
    }

    /// <summary>The text of seeds: a range where each is one more than the one before.</summary>
    public static string Text(IReadOnlyList<int> seeds) =>
        seeds.Count > 2 && seeds.Select((seed, i) => seed - i).Distinct().Count() == 1
            ? $"{seeds[0]}..{seeds[^1]}"
            : string.Join(',', seeds);

    private static (int First, int Last)? ParseRange(string part)
    {
        string[] ends = part.Split("..");
        if (ends.Length > 2 || !Number(ends[0], out int first) || !Number(ends[^1], out int last) || last < first)
            return null;
        return (first, last);
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(
            text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture,
            out number);
}
