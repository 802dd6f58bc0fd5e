namespace Ml.Gan.Data;

/// <summary>Text that names data by their kind, as <c>builtin:glyphs</c>, but names none that there is.</summary>
internal static class DataKindName
{
    /// <summary>What is wrong with the name of a kind; null where it is one, or a path.</summary>
    public static string? Fault(string data)
    {
        string[] split = data.Split(':', 2);
        if (split is not [{ Length: > 1 } kind, var rest] || kind.Any(letter => !char.IsAsciiLetter(letter))
            || Path.Exists(data))
            return null;
        foreach (string name in SampleSource.Kinds.Select(entry => entry.Name))
        {
            if (name == data)
                return null;
            if (name.StartsWith($"{kind}:", StringComparison.Ordinal) && IsPlaceholder(name.Split(':')[1]))
                return Fault(rest);
        }
        return $"There are no data '{data}'{Question(data)} "
            + $"There are {string.Join(", ", Known)}, and folders and files.";
    }

    /// <summary>End of a sentence about data that there are not.</summary>
    public static string Question(string data) => NearestName.Question(data, Known);

    private static IEnumerable<string> Known =>
        SampleSource.Kinds.Select(entry => entry.Name).Where(name => name.Contains(':', StringComparison.Ordinal));

    private static bool IsPlaceholder(string part) => part.All(char.IsAsciiLetterUpper);
}
