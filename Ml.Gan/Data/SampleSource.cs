using System.Drawing;

namespace Ml.Gan.Data;

/// <summary>Training data by name.</summary>
public static class SampleSource
{
    /// <summary>Largest height and width of samples in pixels.</summary>
    public const int MaxSize = 1024;

    private static readonly Catalog<SampleLoader> s_loaders = new("Data", "data", loader => loader.Name);

    /// <summary>
    /// Kinds of data that <see cref="Open"/> knows, by what their texts look like, for example <c>builtin:glyphs</c>.
    /// </summary>
    public static IReadOnlyList<CatalogEntry> Kinds => s_loaders.Entries;

    /// <summary>All kinds with what they are, as the end of "give …".</summary>
    internal static string KindsInWords { get; } =
        InWords([.. Kinds.Select(kind => $"{kind.Name} ({kind.Description})")]);

    /// <summary>The kinds that can carry labels, as the end of "give …".</summary>
    internal static string LabeledKinds { get; } = InWords(NamesWhere(loader => loader.GivesLabels));

    /// <summary>The kinds that carry condition vectors, as the end of "give …".</summary>
    internal static string ConditionedKinds { get; } = InWords(NamesWhere(loader => loader.GivesConditions));

    /// <summary>Opens data that a text names: a path, or one of the names in <see cref="Kinds"/>.</summary>
    /// <remarks>Samples are images (C, H, W) with values in [-1, 1].</remarks>
    /// <param name="data">A path, or for example <c>builtin:glyphs</c>.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="GanDataException">The data can't be used; the message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public static ISampleSource Open(
        string data, SampleSourceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SampleSourceOptions();
        options.Check();
        var (match, loader) = s_loaders.Parts
            .Select(part => (Match: part.Match(data), Loader: part))
            .MaxBy(part => part.Match);
        return match != LoaderMatch.None
            ? loader.Open(data, options, cancellationToken)
            : throw new GanDataException(
                DataKindName.Fault(data)
                ?? $"'{data}' does not exist{DataKindName.Question(data)} Give {KindsInWords}.");
    }

    /// <summary>Whether a text names data, and not another file or nothing.</summary>
    internal static bool Knows(string data) =>
        s_loaders.Parts.Any(part => part.Match(data) != LoaderMatch.None) || DataKindName.Fault(data) is not null;

    private static string[] NamesWhere(Func<SampleLoader, bool> condition) =>
        [.. s_loaders.Parts.Where(condition).Select(loader => loader.Name)];

    private static string InWords(string[] names) =>
        names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
}

/// <summary>How <see cref="SampleSource.Open"/> reads its data.</summary>
public sealed record SampleSourceOptions
{
    /// <summary>
    /// Height and width of the samples in pixels; pictures of other sizes are cropped to a square and resized. Default
    /// null: of pictures, the one of 16, 28, 32 and 64 that is nearest to their shorter side (its median); 28 of
    /// built-in data.
    /// </summary>
    public int? Size { get; init; }

    /// <summary>
    /// 1 (gray) or 3 (red, green, blue). Default null: 3 where pictures have color, of which up to 200 are looked at,
    /// and of stacked data; else 1.
    /// </summary>
    public int? Channels { get; init; }

    /// <summary>What is seen where pictures of a folder are transparent; opaque. Default white.</summary>
    /// <exception cref="GanOptionException">The color is transparent itself.</exception>
    public Color Background
    {
        get;
        init
        {
            OptionValue.Require(value.A == 255, nameof(Background),
                $"The background must be an opaque color; its alpha is {value.A} of 255.");
            field = value;
        }
    } = Color.White;

    /// <summary>Seed of built-in data. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Bytes of samples to keep in memory before a temporary file is used. Default 1 GiB.</summary>
    public long MemoryLimit { get; init; } = SampleCache.DefaultMemoryLimit;

    /// <summary>
    /// Told of each file that can't be read, of how many were left out, and of what looks like a mistake in the data.
    /// Default: nobody.
    /// </summary>
    public Action<string>? Warning { get; init; }

    /// <summary>
    /// Told, in a sentence without its full stop, what was read and as what, where <see cref="Size"/> or
    /// <see cref="Channels"/> come from the data. Default: nobody.
    /// </summary>
    public Action<string>? Note { get; init; }

    /// <summary>
    /// Reads samples into caches by a function, or takes them from where another process put them: one that reads the
    /// same, as a text says. Default null: the function reads them.
    /// </summary>
    internal Func<string, Action<string>?, Func<SampleCache[]>, SampleCache[]>? Reader { get; init; }

    /// <summary>Caches that a function reads files into, or the same of another process.</summary>
    internal SampleCache[] Read(IEnumerable<string?> paths, Func<SampleCache[]> read)
    {
        if (Reader is null)
            return read();
        var full = paths.Select(path => path is null ? "" : Path.GetFullPath(path));
        return Reader($"{string.Join('\n', full)} {this}", Warning, read);
    }

    /// <exception cref="GanDataException">A number is out of range.</exception>
    internal void Check()
    {
        if (Channels is not (null or 1 or 3))
            throw new GanDataException(
                $"The number of channels is {Channels}; it must be 1 (gray) or 3 (color).");
        if (Size is < 1 or > SampleSource.MaxSize)
            throw new GanDataException(
                $"The size is {Size}; it must be from 1 to {SampleSource.MaxSize} pixels.");
    }

    /// <summary>Says what was read, where something was chosen from the data.</summary>
    internal void Say(DataOrigin origin, ISampleSource source)
    {
        if (Size is null || Channels is null)
            Note?.Invoke(origin.Sentence(source));
    }
}
