using System.IO.Enumeration;

namespace Ml.Gan.Data.Images;

/// <summary>The image files of a folder and its subfolders, told by their extensions.</summary>
/// <param name="Paths">Paths below the folder with slashes, in natural order.</param>
/// <param name="Others">
/// Files of other kinds in words, as "3 files of other kinds: 2 .tif, 1 .txt"; null where there are none. Hidden files
/// don't count.
/// </param>
internal sealed record ImageFiles(string[] Paths, string? Others)
{
    private static readonly HashSet<string> s_extensions = new(
        [".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".gif", ".bmp", ".dib"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a path looks like that of an image.</summary>
    public static bool IsImage(string path) => s_extensions.Contains(Path.GetExtension(path));

    /// <summary>
    /// Looks for images; links to folders and hidden files are not followed, and what trainings wrote is left out.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="warning">Hears what was left out. Default null.</param>
    /// <exception cref="GanDataException">A folder can't be read.</exception>
    public static ImageFiles In(string folder, Action<string>? warning = null)
    {
        var outputs = new TrainingOutputs(folder);
        List<string> links = [];
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        };
        var files = new FileSystemEnumerable<string>(
            folder, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate =
                (ref FileSystemEntry entry) => !IsLink(ref entry) && !outputs.Include(entry.ToFullPath()),
        };
        bool IsLink(ref FileSystemEntry entry)
        {
            bool isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
            if (isLink)
                links.Add($"'{Below(folder, entry.ToFullPath())}'");
            return isLink;
        }

        try
        {
            var byKind = files.ToLookup(IsImage);
            string[] paths = [.. byKind[true].Select(path => Below(folder, path))];
            outputs.Report(warning);
            if (links.Count > 0)
                warning?.Invoke(
                    $"Left out {ShortText.Count(links.Count, "link to a folder", "links to folders")} in '{folder}', "
                    + $"which are not followed: {ShortText.List([.. links.Order(NaturalOrder.Comparer)])}.");
            Array.Sort(paths, NaturalOrder.Comparer);
            return new ImageFiles(paths, InWords([.. byKind[false]]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"The folder '{folder}' can't be read: {e.Message}", e);
        }
    }

    /// <summary>The path below a folder, with slashes.</summary>
    public static string Below(string folder, string path) =>
        Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');

    private static string? InWords(string[] others)
    {
        string[] kinds =
        [
            .. from path in others
               group path by Path.GetExtension(path).ToLowerInvariant() into kind
               orderby kind.Count() descending, kind.Key
               select $"{kind.Count()} {(kind.Key == "" ? "without extension" : kind.Key)}",
        ];
        return others.Length == 0 ? null
            : $"{ShortText.Count(others.Length, "file of another kind", "files of other kinds")}: "
            + ShortText.List(kinds);
    }
}
