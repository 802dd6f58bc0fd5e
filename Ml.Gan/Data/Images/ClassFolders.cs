namespace Ml.Gan.Data.Images;

/// <summary>
/// Labels of images from the subfolders that they are in: of a folder that holds no images directly but at least two
/// subfolders with some, these subfolders are the classes, in natural order of their names.
/// </summary>
/// <param name="Names">Names of the classes; none where the folder isn't so.</param>
/// <param name="Labels">Label of each image.</param>
/// <param name="Reason">Why there are no classes; null where there are.</param>
internal sealed record ClassFolders(string[] Names, int[] Labels, string? Reason)
{
    /// <summary>Classes of images.</summary>
    /// <param name="paths">Their paths below the folder, with slashes.</param>
    public static ClassFolders Of(IReadOnlyList<string> paths)
    {
        string?[] folders = [.. paths.Select(path => path.IndexOf('/') is > 0 and var end ? path[..end] : null)];
        string[] names = [.. folders.OfType<string>().Distinct().Order(NaturalOrder.Comparer)];
        int outside = Array.IndexOf(folders, null);
        string? reason = names.Length == 0
            ? "its images are in no subfolders, which would be their classes (as cat/ and dog/)"
            : outside >= 0
            ? $"some of its images are in no subfolder ('{paths[outside]}'), so that subfolders are no classes"
            : names.Length == 1
            ? $"all of its images are in one subfolder, '{names[0]}'; two or more would be classes"
            : null;
        if (reason is not null)
            return new ClassFolders([], [], reason);
        var labels = names.Select((name, label) => (name, label)).ToDictionary(pair => pair.name, pair => pair.label);
        return new ClassFolders(names, [.. folders.Select(folder => labels[folder!])], null);
    }
}
