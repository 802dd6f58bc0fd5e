namespace Ml.Gan.Cli.Training;

/// <summary>Keeps the pictures that a training writes out of its own data, and out of the next one's.</summary>
internal static class OutputPlace
{
    private const string Stacked = "stacked:";

    private static readonly StringComparison s_comparison =
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <exception cref="GanOptionException">
    /// The output folder, or its folder of pictures, is the folder of the data or lies inside of it.
    /// </exception>
    public static void RequireOutside(string data, string output)
    {
        string folder = data;
        while (folder.StartsWith(Stacked, StringComparison.Ordinal) && !Path.Exists(folder))
            folder = folder[Stacked.Length..];
        if (!Directory.Exists(folder))
            return;
        foreach (string place in (string[])[output, Path.Combine(output, "samples")])
        {
            if (IsInside(place, folder))
                throw new GanOptionException(nameof(TrainSettings.Out),
                    $"'{place}' is in the folder of the data, '{folder}', so that the next training would learn from "
                    + $"the pictures of this one. Give a folder beside the data, for example "
                    + $"'{Beside(RealPath(folder))}'.");
        }
    }

    /// <summary>Whether a path is a folder, or lies inside of it, links followed.</summary>
    public static bool IsInside(string path, string folder)
    {
        string real = RealPath(path), outer = RealPath(folder);
        return string.Equals(real, outer, s_comparison)
            || real.StartsWith(Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, s_comparison)
            || outer == Path.GetPathRoot(outer);
    }

    private static string Beside(string folder) =>
        Path.Combine(Path.GetDirectoryName(folder) ?? Path.GetTempPath(), $"{Path.GetFileName(folder)}-out");

    /// <summary>The path without links to folders, as far as it exists.</summary>
    public static string RealPath(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string real = Path.GetPathRoot(full)!;
        foreach (string part in full[real.Length..].Split(Path.DirectorySeparatorChar))
        {
            string next = Path.Combine(real, part);
            real = Directory.Exists(next) && Directory.ResolveLinkTarget(next, returnFinalTarget: true) is { } target
                ? RealPath(target.FullName)
                : next;
        }
        return real;
    }
}
