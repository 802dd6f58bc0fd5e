namespace Ml.Gan.Tests.Api;

/// <summary>The public API of the official packages, as the lists in Api/official hold it; the first line of each names its version.</summary>
internal static class OfficialApi
{
    /// <summary>The lines of all lists together.</summary>
    public static HashSet<string> Lines { get; } =
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Api", "official"), "*.txt")
            .SelectMany(File.ReadLines)
            .Where(line => !line.StartsWith('#'))
            .ToHashSet(StringComparer.Ordinal);
}
