namespace Ml.Gan;

/// <summary>Name that a misspelled one was meant to be.</summary>
internal static class NearestName
{
    private const int Short = 3;
    private const int FewChanges = 2;

    /// <summary>
    /// The name for what others call so; or that takes the fewest changes (a letter put in, left out, replaced, or
    /// exchanged with the next), whatever the case, at most one for each three letters, and in a name of three letters
    /// not the first. One that the text begins with or has as a word comes before those of more than two changes. Else
    /// the only one that begins with the text or one of its words, or that has the text in it.
    /// </summary>
    /// <returns>Null where no name is near.</returns>
    public static string? Of(string text, IEnumerable<string> names)
    {
        string given = text.ToLowerInvariant();
        string[] all = [.. names];
        (string Name, int Changes)[] near =
        [
            .. all.Select(name => (Name: name, Changes: Changes(given, name.ToLowerInvariant())))
                .Where(found => found.Changes <= Math.Max(1, Math.Min(given.Length, found.Name.Length) / 3)
                    && (found.Name.Length > Short || found.Changes == 0 || given.StartsWith(found.Name[0])))
                .OrderBy(found => found.Changes),
        ];
        string[] words = [.. given.Split('-', '_').Where(word => word.Length > Short)];
        return OtherNames.Of(given, all)
            ?? near.FirstOrDefault(found => found.Changes <= FewChanges).Name
            ?? all.Where(IsPart).MaxBy(name => name.Length)
            ?? near.FirstOrDefault().Name
            ?? Only(name => given.Length >= Short && name.StartsWith(given, StringComparison.Ordinal))
            ?? Only(name => words.Any(word => name.StartsWith(word, StringComparison.Ordinal)))
            ?? Only(name => words is [var word] && name.Contains(word, StringComparison.Ordinal));

        bool IsPart(string name) =>
            name.TrimStart('-') is { Length: >= Short } plain
            && (given.TrimStart('-').StartsWith(plain, StringComparison.Ordinal) || words.Contains(plain));

        string? Only(Func<string, bool> fits) => all.Where(fits).ToArray() is [var only] ? only : null;
    }

    /// <summary>End of a sentence about a name that is none: <c>; did you mean 'dcgan'?</c>, or a stop.</summary>
    public static string Question(string text, IEnumerable<string> names) =>
        Of(text, names) is { } nearest ? $"; did you mean '{nearest}'?" : ".";

    /// <summary>Number of changes (Damerau, 1964; no part is changed twice).</summary>
    private static int Changes(string from, string to)
    {
        if (Math.Abs(from.Length - to.Length) > to.Length)
            return int.MaxValue;
        int[,] changes = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
            changes[i, 0] = i;
        for (int j = 0; j <= to.Length; j++)
            changes[0, j] = j;
        for (int i = 1; i <= from.Length; i++)
        {
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = changes[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                changes[i, j] = Math.Min(replaced, 1 + Math.Min(changes[i - 1, j], changes[i, j - 1]));
                bool areExchanged = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
                if (areExchanged)
                    changes[i, j] = Math.Min(changes[i, j], changes[i - 2, j - 2] + 1);
            }
        }
        return changes[from.Length, to.Length];
    }
}
