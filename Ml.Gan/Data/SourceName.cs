namespace Ml.Gan.Data;

/// <summary>The short name of a file or folder.</summary>
internal static class SourceName
{
    public static string Of(string path) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) is { Length: > 0 } name ? name : path;
}
