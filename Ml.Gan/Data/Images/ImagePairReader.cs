namespace Ml.Gan.Data.Images;

/// <summary>What the files of a pair gave.</summary>
/// <param name="Name">Path of the input below its folder.</param>
/// <param name="Input">The input.</param>
/// <param name="Target">The target.</param>
/// <param name="Fault">The file that gave no sample, and why; null where both gave one.</param>
internal sealed record FoundPair(
    string Name, FoundImage Input, FoundImage Target, (string File, string Text)? Fault = null);

/// <summary>Reads paired images.</summary>
internal sealed class ImagePairReader(PairedFiles files, ImageSampler inputs, ImageSampler targets)
{
    private static readonly FoundImage s_none = new();

    /// <summary>Reads some pairs, on as many threads as there are.</summary>
    /// <param name="pairs">Their numbers.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="GanDataException">An image doesn't show two side by side, where such are read.</exception>
    public FoundPair[] Read(int[] pairs, CancellationToken cancellationToken)
    {
        var found = new FoundPair[pairs.Length];
        string?[] misfits = new string?[pairs.Length];
        Parallel.For(0, pairs.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            found[i] = files.AreSideBySide ? ReadHalves(pairs[i], out misfits[i]) : ReadBoth(pairs[i]));
        string[] wrong = [.. misfits.OfType<string>()];
        if (wrong.Length > 0)
            throw new GanDataException(
                $"{wrong.Length} of {ShortText.Count(pairs.Length, "image")} looked at in '{files.Folder}' "
                + $"{(wrong.Length == 1 ? "is" : "are")} not twice as wide as high, as images that show input and "
                + $"target side by side: {ShortText.List(wrong)}. Pairs are in {PairedFiles.Ways}.");
        return found;
    }

    private FoundPair ReadHalves(int pair, out string? misfit)
    {
        misfit = null;
        string name = files.Names[pair];
        using var image = ImageFileReader.Decode(files.Inputs[pair]);
        if (image.Fault is { } fault)
            return new FoundPair(name, s_none, s_none, (name, fault));
        var (width, height) = image.UprightSize;
        if (width != 2 * height)
        {
            misfit = $"'{name}' ({width}×{height})";
            return new FoundPair(name, s_none, s_none);
        }
        return new FoundPair(name, inputs.Sample(image, part: 0, parts: 2), targets.Sample(image, part: 1, parts: 2));
    }

    private FoundPair ReadBoth(int pair)
    {
        var (inputPath, targetPath) = (files.Inputs[pair], files.Targets[pair]);
        var input = inputs.Read(inputPath);
        var target = targets.Read(targetPath);
        return new FoundPair(files.Names[pair], input, target,
            input.Fault is { } fault ? Fault(inputPath, fault, targetPath)
            : target.Fault is { } other ? Fault(targetPath, other, inputPath)
            : null);
    }

    private static (string File, string Text) Fault(string file, string fault, string partner) =>
        (file, $"{fault}, and takes its partner '{partner}' with it");
}
