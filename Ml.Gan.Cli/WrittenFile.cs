namespace Ml.Gan.Cli;

/// <summary>A file that a command wrote, for programs.</summary>
/// <param name="Path">The file, by the name that the command line has for its folder.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record WrittenFile(string Path, long Bytes)
{
    /// <summary>One that is there.</summary>
    public static WrittenFile At(string path) => new(path, new FileInfo(path).Length);

    /// <summary>A file, or all files of a folder and those below it, by their names.</summary>
    public static IReadOnlyList<WrittenFile> AllAt(string path) => Directory.Exists(path)
        ?
        [
            .. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal).Select(At),
        ]
        : [At(path)];
}
