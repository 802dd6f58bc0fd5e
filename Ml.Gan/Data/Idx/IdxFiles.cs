namespace Ml.Gan.Data.Idx;

/// <summary>
/// IDX files by their names. A file and the same name with <c>.gz</c> are one data set, as they are left by what
/// downloads and unpacks.
/// </summary>
internal static class IdxFiles
{
    private const string Packed = ".gz";

    /// <summary>Whether IDX files of images lie directly in a folder: those whose name holds "idx3".</summary>
    /// <exception cref="GanDataException">The folder can't be read.</exception>
    public static bool AreIn(string folder) => NamesIn(folder).Any(IsOfImages);

    /// <summary>IDX files of images directly in a folder, in natural order of their names, each once.</summary>
    /// <exception cref="GanDataException">A file and its packed form differ, or the folder can't be read.</exception>
    public static string[] OfImagesIn(string folder) =>
    [
        .. from name in NamesIn(folder)
           where IsOfImages(name)
           group name by Unpacked(name) into one
           orderby one.Key
           select OnlyOne(folder, [.. one]),
    ];

    /// <summary>The file of labels beside one of images; null where there is none.</summary>
    /// <exception cref="GanDataException">There are several, which differ, or the folder can't be read.</exception>
    public static string? LabelsOf(string images)
    {
        string folder = Path.GetDirectoryName(images) ?? "", name = LabelsName(images);
        if (name == Unpacked(Path.GetFileName(images)))
            return null;
        var candidates = NamesIn(folder == "" ? "." : folder)
            .Where(candidate => Unpacked(candidate).Equals(name, StringComparison.OrdinalIgnoreCase))
            .GroupBy(Unpacked)
            .OrderByDescending(group => group.Key == name)
            .ToArray();
        if (candidates.Length > 1 && candidates[0].Key != name)
            throw new GanDataException(
                $"'{images}' has several files of labels beside it: "
                + $"{string.Join(", ", candidates.Select(group => group.Key))}. Leave one.");
        return candidates.Length == 0 ? null : OnlyOne(folder, [.. candidates[0]]);
    }

    /// <summary>Name of the labels of a file of images, not packed.</summary>
    public static string LabelsName(string images) => Unpacked(Path.GetFileName(images))
        .Replace("images", "labels", StringComparison.OrdinalIgnoreCase)
        .Replace("idx3", "idx1", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfImages(string name) => name.Contains("idx3", StringComparison.OrdinalIgnoreCase);

    private static string Unpacked(string name) =>
        name.EndsWith(Packed, StringComparison.OrdinalIgnoreCase) ? name[..^Packed.Length] : name;

    private static string[] NamesIn(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder)
                .Select(file => Path.GetFileName(file))
                .Order(NaturalOrder.Comparer)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"The folder '{folder}' can't be read: {e.Message}", e);
        }
    }

    /// <summary>The first of some forms of a file, which is the unpacked one where there is one.</summary>
    private static string OnlyOne(string folder, string[] forms)
    {
        string first = Path.Combine(folder, forms[0]);
        foreach (string other in forms.Skip(1).Select(form => Path.Combine(folder, form)))
        {
            if (!IdxReader.HaveSameContent(first, other))
                throw new GanDataException(
                    $"'{first}' and '{other}' have one name but not the same content. Remove the wrong one.");
        }
        return first;
    }
}
