namespace Ml.Gan.Data;

/// <summary>Lists in messages, of which only the beginning is shown where they are long.</summary>
internal static class ShortText
{
    private const int Shown = 5;

    /// <summary>"a, b, c", or "a, b, c, d, e and 7 more".</summary>
    public static string List(IReadOnlyCollection<string> items) =>
        string.Join(", ", items.Take(Shown)) + (items.Count > Shown ? $" and {items.Count - Shown} more" : "");

    /// <summary>"1 file", "2 files".</summary>
    public static string Count(long count, string one, string? many = null) =>
        $"{count} {(count == 1 ? one : many ?? $"{one}s")}";
}
