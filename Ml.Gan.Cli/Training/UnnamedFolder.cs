namespace Ml.Gan.Cli.Training;

/// <summary>Folder of a training that was given none: <c>out/</c> and the data's name.</summary>
internal static class UnnamedFolder
{
    private const string Parent = "out";

    private static readonly string[] s_prefixes = ["stacked:", "builtin:"];

    /// <summary>The folder, which doesn't exist or is empty: with a number behind its name where it needs it.</summary>
    /// <param name="data">What is learned from, as the command line names it.</param>
    public static string For(string data)
    {
        string first = Path.Combine(Parent, NameOf(data));
        string folder = first;
        for (int number = 2; IsUsed(folder); number++)
            folder = $"{first}-{number}";
        return folder;
    }

    /// <summary>The name of a file or folder, and what built-in data are called.</summary>
    private static string NameOf(string data)
    {
        while (!Path.Exists(data) && s_prefixes.FirstOrDefault(IsPrefix) is { } prefix)
            data = data[prefix.Length..];
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(data));
        string name = File.Exists(path) ? Path.GetFileNameWithoutExtension(path) : Path.GetFileName(path);
        return name.Length == 0 ? "data" : string.Join('-', name.Split(Path.GetInvalidFileNameChars()));

        bool IsPrefix(string prefix) => data.StartsWith(prefix, StringComparison.Ordinal);
    }

    private static bool IsUsed(string path) =>
        File.Exists(path) || Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any();
}
