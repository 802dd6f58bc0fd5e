namespace Ml.Gan.Data;

/// <summary>How sure a loader is that a text names its data.</summary>
internal enum LoaderMatch
{
    /// <summary>It names other data.</summary>
    None,

    /// <summary>It may, if no other loader is certain.</summary>
    Possible,

    /// <summary>It does.</summary>
    Certain,
}

/// <summary>
/// Loader of one kind of data, chosen by the text that names the data, as after <c>--data</c>. Its <c>CatalogEntry</c>
/// is all that <see cref="SampleSource"/>, lists, help and messages need to know of it.
/// </summary>
internal abstract class SampleLoader
{
    /// <summary>What the text looks like; what stands for something else is in capitals: <c>stacked:DATA</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether its samples can carry labels. Default false.</summary>
    public virtual bool GivesLabels => false;

    /// <summary>Whether its samples carry condition vectors. Default false.</summary>
    public virtual bool GivesConditions => false;

    /// <summary>Whether a text names such data.</summary>
    /// <exception cref="GanDataException">The text names a file or folder that can't be looked at.</exception>
    public abstract LoaderMatch Match(string data);

    /// <summary>Opens the data that a matching text names.</summary>
    /// <exception cref="GanDataException">The data can't be used.</exception>
    public abstract ISampleSource Open(string data, SampleSourceOptions options, CancellationToken cancellationToken);

    /// <summary>Short name of a file or folder.</summary>
    internal static string NameOf(string path) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) is { Length: > 0 } name
            ? name
            : path;
}
