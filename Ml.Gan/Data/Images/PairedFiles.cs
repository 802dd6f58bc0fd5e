namespace Ml.Gan.Data.Images;

/// <summary>Files of paired images: input and target in a file each, or side by side in one.</summary>
/// <param name="Name">Short name of them all.</param>
/// <param name="Folder">The folder that messages name.</param>
/// <param name="Inputs">Paths of the inputs.</param>
/// <param name="Targets">Paths of their targets; the same where they are side by side.</param>
/// <param name="Names">Paths of the inputs below their folder.</param>
internal sealed record PairedFiles(string Name, string Folder, string[] Inputs, string[] Targets, string[] Names)
{
    /// <summary>How pairs can be given, as the end of a sentence.</summary>
    public const string Ways =
        "two folders with images of the same names; or one that holds the folders input and target, or A and B; or one "
        + "of images twice as wide as high, the input on the left and the target on the right";

    private static readonly (string Input, string Target)[] s_sides = [("input", "target"), ("A", "B")];

    /// <summary>Whether an image shows input and target side by side.</summary>
    public bool AreSideBySide => ReferenceEquals(Inputs, Targets);

    /// <summary>Finds the pairs of two folders, or of one.</summary>
    /// <exception cref="GanDataException">A folder holds no images, or images without partner.</exception>
    public static PairedFiles Find(string data, string? target, Action<string>? warning)
    {
        if (target is not null)
            return Find(data, Open(data, warning), target, Open(target, warning));
        string[] paths = Open(data, warning);
        foreach (var (input, output) in s_sides)
        {
            if (Directory.Exists(Path.Combine(data, input)) && Directory.Exists(Path.Combine(data, output)))
                return InSubfolders(data, paths, input, output, warning);
        }
        string[] files = [.. paths.Select(path => Path.Combine(data, path))];
        return new PairedFiles(NameOf(data), data, files, files, paths);
    }

    private static PairedFiles Find(string data, string[] inputs, string target, string[] targets)
    {
        if (Path.TrimEndingDirectorySeparator(Path.GetFullPath(data))
            == Path.TrimEndingDirectorySeparator(Path.GetFullPath(target)))
            throw new GanDataException(
                $"'{data}' is given for both inputs and targets. Give {Ways}.");
        return Match(new Side(data, inputs), new Side(target, targets), data) with
        {
            Name = $"{NameOf(data)} to {NameOf(target)}",
        };
    }

    private static PairedFiles InSubfolders(
        string data, string[] paths, string input, string target, Action<string>? warning)
    {
        var (inputs, targets) = (Below(input), Below(target));
        string[] others = [.. paths.Where(path => !path.StartsWith($"{input}/", StringComparison.Ordinal)
            && !path.StartsWith($"{target}/", StringComparison.Ordinal)).Select(path => $"'{path}'")];
        if (others.Length > 0)
            warning?.Invoke($"Left out {ShortText.Count(others.Length, "image")} of '{data}', which "
                + $"{(others.Length == 1 ? "is" : "are")} in neither '{input}' nor '{target}': "
                + $"{ShortText.List(others)}.");
        return Match(inputs, targets, data);

        Side Below(string folder) => new(
            Path.Combine(data, folder),
            [.. paths.Where(path => path.StartsWith($"{folder}/", StringComparison.Ordinal))
                .Select(path => path[(folder.Length + 1)..])]);
    }

    private static PairedFiles Match(Side inputs, Side targets, string folder)
    {
        var (inputOf, targetOf) = (inputs.ByStem(), targets.ByStem());
        string?[] faults = [inputs.Unpaired(targets, targetOf), targets.Unpaired(inputs, inputOf)];
        if (faults.OfType<string>().ToArray() is { Length: > 0 } found)
            throw new GanDataException(
                $"{string.Join(" ", found)} Both images of a pair have the same path below their folder, whatever the "
                + "extension, as 'a/1.png' and 'a/1.jpg'. Add what is missing, or remove what has no partner.");
        string[] partners = [.. inputs.Paths.Select(path => targetOf[Side.Stem(path)])];
        return new PairedFiles(NameOf(folder), folder, inputs.Full(inputs.Paths), targets.Full(partners), inputs.Paths);
    }

    private static string[] Open(string folder, Action<string>? warning)
    {
        if (!Directory.Exists(folder))
            throw new GanDataException(
                $"{Fault(folder)} Pairs are in {Ways}; and {OutlinesLoader.Text} are some.");
        var (paths, others) = ImageFiles.In(folder, warning);
        if (paths.Length == 0)
            throw new GanDataException(
                $"The folder '{folder}' holds no {ImageDecoder.Formats} images, nor do its subfolders"
                + $"{(others is null ? "" : $" ({others})")}. Pairs are in {Ways}.");
        if (others is not null)
            warning?.Invoke($"Left out {others}.");
        return paths;
    }

    private static string Fault(string data) => DataKindName.Fault(data) is { } fault ? fault
        : File.Exists(data) ? $"'{data}' is a file."
        : SampleSource.Kinds.Any(kind => kind.Name == data) ? $"'{data}' holds no pairs."
        : $"'{data}' does not exist.";

    private static string NameOf(string path) => SampleLoader.NameOf(path);

    /// <summary>The images of one side.</summary>
    /// <param name="Folder">Their folder.</param>
    /// <param name="Paths">Paths below it.</param>
    private sealed record Side(string Folder, string[] Paths)
    {
        /// <summary>What a path and its partner's have in common.</summary>
        public static string Stem(string path) => Path.ChangeExtension(path, null);

        public string[] Full(string[] paths) => [.. paths.Select(path => Path.Combine(Folder, path))];

        /// <summary>The paths by what they have in common with their partners'.</summary>
        /// <exception cref="GanDataException">Several have the same.</exception>
        public Dictionary<string, string> ByStem()
        {
            string[] several =
            [
                .. Paths.GroupBy(Stem).Where(same => same.Count() > 1)
                    .Select(same => string.Join(" and ", same.Select(path => $"'{path}'"))),
            ];
            if (several.Length > 0)
                throw new GanDataException(
                    $"In '{Folder}', {ShortText.Count(several.Length, "image is", "images are")} there in several "
                    + $"files: {ShortText.List(several)}. An image of a pair is known by its path without extension. "
                    + "Keep one file of each.");
            return Paths.ToDictionary(Stem);
        }

        /// <summary>A sentence on the images that have no partner; null where all have one.</summary>
        public string? Unpaired(Side other, Dictionary<string, string> partners)
        {
            string[] alone =
                [.. Paths.Where(path => !partners.ContainsKey(Stem(path))).Select(path => $"'{path}'")];
            return alone.Length == 0 ? null
                : $"{alone.Length} of the {ShortText.Count(Paths.Length, "image")} in '{Folder}' "
                + $"{(alone.Length == 1 ? "has" : "have")} no partner in '{other.Folder}': {ShortText.List(alone)}.";
        }
    }
}
