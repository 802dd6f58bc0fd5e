using System.Globalization;

namespace Ml.Gan.Cli.Sharding;

/// <summary>
/// Names of the files of samples: by index, so that those of several parts don't clash in one folder.
/// </summary>
internal static class SampleFiles
{
    /// <summary>PNG files in a folder.</summary>
    public const int PerFolder = 1000;

    public const string ManifestPattern = "samples-*.json";

    /// <summary>The manifest of a part.</summary>
    public static string Manifest(string folder, int first) => Named(folder, first, "json");

    /// <summary>What is there while a part is being written, by one process alone.</summary>
    public static string Partial(string folder, int first) => Named(folder, first, "partial");

    /// <summary>The array of a part.</summary>
    public static string Array(string folder, int first, SampleFormat format) =>
        Named(folder, first, format == SampleFormat.Idx ? "idx3-ubyte" : "npy");

    /// <summary>The file of one image.</summary>
    public static string Image(string folder, int index) => Path.Combine(
        folder,
        (index / PerFolder).ToString("D7", CultureInfo.InvariantCulture),
        $"{index.ToString("D10", CultureInfo.InvariantCulture)}.png");

    /// <summary>The files that hold the samples of a part.</summary>
    public static IEnumerable<string> Content(string folder, SampleRange part, SampleFormat format) =>
        format == SampleFormat.Png
            ? Enumerable.Range(part.First, part.Count).Select(index => Image(folder, index))
            : [Array(folder, part.First, format)];

    private static string Named(string folder, int first, string extension) =>
        Path.Combine(folder, $"samples-{first.ToString("D10", CultureInfo.InvariantCulture)}.{extension}");
}
