using Ml.Gan.Data;
using Ml.Gan.Data.Captions;

namespace Ml.Gan.Cli.Captioning;

/// <summary>What people say of images: rows of a CSV file, found by the images' names.</summary>
internal sealed class CaptionReferences
{
    private readonly ILookup<string, string> _captions;

    private CaptionReferences(ILookup<string, string> captions) => _captions = captions;

    /// <summary>Reads a file, which may be of more images than these.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">Names of the images: paths below a folder, or names of files.</param>
    /// <exception cref="GanDataException">It can't be read, or an image has no row.</exception>
    public static CaptionReferences Read(string path, IReadOnlyCollection<string> names)
    {
        var rows = CaptionFile.Read(path).Rows;
        var references = new CaptionReferences(rows.ToLookup(row => Key(row.Name), row => row.Caption));
        string[] missing = [.. names.Where(name => references.Of(name).Count == 0).Select(name => $"'{name}'")];
        return missing.Length == 0 ? references : throw new GanDataException(
            $"'{path}' has no caption of {ShortText.Count(missing.Length, "image")}: {ShortText.List(missing)}. "
            + "Give the images that it names, or add rows.");
    }

    /// <summary>
    /// The captions of an image, by its path below a folder or, where no row has that, its file name.
    /// </summary>
    public IReadOnlyList<string> Of(string name)
    {
        string[] found = [.. _captions[Key(name)]];
        return found.Length > 0 ? found : [.. _captions[Path.GetFileName(name)]];
    }

    private static string Key(string name)
    {
        string key = name.Replace('\\', '/');
        return key.StartsWith("./", StringComparison.Ordinal) ? key[2..] : key;
    }
}
