using Ml.Gan.Cli.Sampling;
using Ml.Gan.Cli.Training;
using Ml.Gan.Data.Images;

namespace Ml.Gan.Cli.Translating;

/// <summary>Files that go with images: those of the same names in a folder, or one for all of them.</summary>
internal sealed class PartnerFiles
{
    private readonly Dictionary<string, string> _paths = [];

    /// <param name="place">A folder, or a file.</param>
    /// <param name="role">What a file is to its image, as "target".</param>
    /// <param name="expected">What the folder is to hold, as the end of a sentence.</param>
    /// <param name="images">The images.</param>
    /// <param name="takesFile">Whether one file may go with all images.</param>
    /// <exception cref="GanException">
    /// There are none, or an image has no partner, or more than one, or its result would be written over it.
    /// </exception>
    public PartnerFiles(
        string place, string role, string expected, IReadOnlyList<Translation> images, bool takesFile)
    {
        if (!Directory.Exists(place) && !(takesFile && File.Exists(place)))
            throw new GanException(
                $"There is no {(takesFile ? "file or folder" : "folder")} '{place}'. Expected {expected}.");
        var paths = Directory.Exists(place)
            ? ImageFiles.In(place).Paths.ToLookup(path => Path.ChangeExtension(path, null))
            : null;
        foreach (var image in images)
        {
            string path = paths is null ? place : Find(place, role, paths, image);
            if (OutputPlace.RealPath(path) == OutputPlace.RealPath(image.Output))
                throw Refusal.Of(
                    "--out", $"The result of '{image.Input}' would take the place of its {role} '{path}'. Give another "
                    + "folder.");
            _paths[image.Name] = path;
        }
    }

    /// <summary>The file that goes with an image.</summary>
    public string Of(Translation image) => _paths[image.Name];

    private static string Find(string folder, string role, ILookup<string, string> paths, Translation image) =>
        paths[Path.ChangeExtension(image.Name, null)].ToArray() switch
        {
            [var path] => Path.Combine(folder, path),
            [] => throw new GanException(
                $"'{image.Input}' has no {role} in '{folder}'; expected '{image.Name}' or an image of another format "
                + "and the same name."),
            [var one, var other, ..] => throw new GanException(
                $"'{image.Input}' has two {role}s in '{folder}', '{one}' and '{other}'. Remove one of them."),
        };
}
