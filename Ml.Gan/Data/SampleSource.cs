namespace Ml.Gan.Data;

/// <summary>Opens training data by name.</summary>
public static class SampleSource
{
    /// <summary>Largest height and width of samples in pixels.</summary>
    public const int MaxSize = 1024;

    private const string BuiltIn = "builtin:";
    private const string Stacked = "stacked:";

    /// <summary>
    /// Opens a folder of PNG, JPEG and BMP images (subfolders too), a folder of IDX files, one IDX file, or the built-in source
    /// <c>builtin:glyphs</c>; or, after <c>stacked:</c>, a source of labelled images, three of which are stacked as channels
    /// (<see cref="StackedSource"/>). Samples are images (C, H, W) with values in [-1, 1].
    /// </summary>
    /// <param name="data">A path, or <c>builtin:glyphs</c>.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="GanDataException">The data can't be used; the message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public static ISampleSource Open(
        string data, SampleSourceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SampleSourceOptions();
        if (options.Channels is not (1 or 3))
            throw new GanDataException($"The number of channels is {options.Channels}; it must be 1 (grey) or 3 (colour).");
        if (options.Size is < 1 or > MaxSize)
            throw new GanDataException($"The size is {options.Size}; it must be from 1 to {MaxSize} pixels.");

        if (data.StartsWith(Stacked, StringComparison.Ordinal))
            return OpenStacked(data[Stacked.Length..], options, cancellationToken);
        if (data.StartsWith(BuiltIn, StringComparison.Ordinal))
            return OpenBuiltIn(data, options);
        if (Directory.Exists(data))
            return IdxFolder.Find(data) is { Length: > 0 } files
                ? IdxFolder.Read(data, files, options, cancellationToken)
                : ImageFolder.Read(data, options, cancellationToken);
        if (File.Exists(data))
            return OpenFile(data, options, cancellationToken);
        throw new GanDataException(
            $"'{data}' does not exist. Give a folder of PNG, JPEG or BMP images, an IDX file or a folder of them, or builtin:glyphs.");
    }

    private static StackedSource OpenStacked(string data, SampleSourceOptions options, CancellationToken cancellationToken)
    {
        if (options.Channels != StackedSource.Height)
            throw new GanDataException($"{Stacked}{data} has {StackedSource.Height} channels, not {options.Channels}.");
        var grey = new SampleSourceOptions
        {
            Size = options.Size,
            Channels = 1,
            Seed = options.Seed,
            MemoryLimit = options.MemoryLimit,
            Warning = options.Warning,
        };
        var digits = Open(data, grey, cancellationToken);
        if (digits is ILabelledSampleSource { ClassCount: > 0 } labelled)
            return new StackedSource(labelled, options.Seed);
        digits.Dispose();
        throw new GanDataException($"'{data}' carries no labels; only labelled images are stacked, as IDX files with labels or builtin:glyphs.");
    }

    private static Glyphs OpenBuiltIn(string data, SampleSourceOptions options) => data[BuiltIn.Length..] switch
    {
        "glyphs" => new Glyphs(options.Size, options.Channels, options.Seed),
        string other => throw new GanDataException($"There is no built-in data '{other}'; there is builtin:glyphs."),
    };

    private static SampleCache OpenFile(string path, SampleSourceOptions options, CancellationToken cancellationToken)
    {
        if (ImageFolder.IsImage(path))
            throw new GanDataException($"'{path}' is a single image. Give the folder that holds the images.");
        return IdxFolder.Read(path, [path], options, cancellationToken);
    }
}
