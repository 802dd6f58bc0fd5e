using Ml.Gan.Cli.Sampling;
using Ml.Gan.Cli.Training;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Translating;

/// <summary>An image and the file that its result goes to.</summary>
/// <param name="Input">The image's file.</param>
/// <param name="Output">The result's file.</param>
/// <param name="Name">The result's path below the folder of all results, with slashes.</param>
internal sealed record Translation(string Input, string Output, string Name);

/// <summary>Images of a command line, with the names of their results.</summary>
internal static class TranslationList
{
    private static readonly StringComparer s_names =
        OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>
    /// All images: files by their names, those of folders by their paths below them, in natural order.
    /// </summary>
    /// <param name="inputs">Files and folders.</param>
    /// <param name="output">Folder of the results.</param>
    /// <param name="warning">Hears what is left out of folders.</param>
    /// <exception cref="GanException">
    /// There is no such file, or a folder holds no images, or two results would be one file, or one an image.
    /// </exception>
    /// <exception cref="GanOptionException">The output folder is in a folder of images.</exception>
    public static Translation[] Of(IEnumerable<string> inputs, string output, Action<string> warning)
    {
        Translation[] all = [.. inputs.SelectMany(input => OfInput(input, output, warning))];
        var images = new Dictionary<string, Translation>(s_names);
        foreach (var one in all)
        {
            images.TryAdd(OutputPlace.RealPath(one.Input), one);
            images.TryAdd(OutputPlace.RealPath(LinkedBy(one.Input)), one);
        }
        var results = new Dictionary<string, Translation>(s_names);
        foreach (var one in all)
        {
            string real = OutputPlace.RealPath(one.Output);
            if (images.ContainsKey(real))
                throw Refusal.Of(
                    "--out", $"The result of '{one.Input}' would take the place of the image '{one.Output}'. Give "
                    + "another folder.");
            if (!results.TryAdd(real, one))
                throw new GanException(
                    $"'{results[real].Input}' and '{one.Input}' would both become '{one.Output}'. Translate them into "
                    + "folders of their own.");
        }
        return all;
    }

    private static IEnumerable<Translation> OfInput(string input, string output, Action<string> warning)
    {
        if (Directory.Exists(input) && OutputPlace.IsInside(output, input))
            throw Refusal.Of(
                "--out", $"'{output}' is in the folder of the images, '{input}', so that the next run would translate "
                + "the results of this one. Give a folder beside it.");
        return PictureList.Of(input, warning).Select(found => ResultOf(found.Path, output, found.Name));
    }

    /// <summary>The file that an image is a link to, or itself.</summary>
    private static string LinkedBy(string path)
    {
        try
        {
            return RegularFile.Target(path).FullName;
        }
        catch (IOException)
        {
            // Links that lead to each other: it is named where it can't be read.
            return path;
        }
    }

    private static Translation ResultOf(string input, string folder, string path)
    {
        string name = Path.ChangeExtension(path, ".png");
        return new Translation(input, Path.Combine(folder, name), name);
    }
}
