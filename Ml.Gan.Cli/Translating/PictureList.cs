using Ml.Gan.Data.Images;

namespace Ml.Gan.Cli.Translating;

/// <summary>Image files that a command line names.</summary>
internal static class PictureList
{
    /// <summary>A file by its name, or those of a folder by their paths below it, in natural order.</summary>
    /// <param name="input">A file or a folder.</param>
    /// <param name="warning">Hears what is left out of the folder.</param>
    /// <exception cref="GanException">There is no such file, or the folder holds no images.</exception>
    public static IEnumerable<(string Path, string Name)> Of(string input, Action<string> warning)
    {
        if (!Directory.Exists(input))
            return File.Exists(input)
                ? [(input, Path.GetFileName(input))]
                : throw new GanException($"There is no file or folder '{input}'. Expected images.");
        var (paths, others) = ImageFiles.In(input, warning);
        if (paths.Length == 0)
            throw new GanException(
                $"The folder '{input}' holds no {ImageDecoder.Formats} images, nor do its subfolders"
                + $"{(others is null ? "" : $" ({others})")}.");
        if (others is not null)
            warning($"Left out {others}.");
        return paths.Select(path => (Path.Combine(input, path), path));
    }
}
