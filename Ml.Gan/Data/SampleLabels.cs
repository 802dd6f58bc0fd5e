using System.Globalization;

namespace Ml.Gan.Data;

/// <summary>
/// Class labels of a source's samples: from 0 to K - 1 for K classes, -1 where the class of a sample is not known.
/// </summary>
public sealed class SampleLabels
{
    /// <summary>Of endless data, only the first samples are looked at.</summary>
    private const int EndlessPool = 10_000;

    private readonly ISampleSource _source;
    private readonly SampleReader<long> _read;

    /// <summary>Labels of classes that have names.</summary>
    /// <param name="source">Source of the samples.</param>
    /// <param name="classNames">Names of the classes by label, at least one.</param>
    /// <param name="read">
    /// Reads labels. Indices are in range and the destination has a place for each when it is called.
    /// </param>
    public SampleLabels(ISampleSource source, IReadOnlyList<string> classNames, SampleReader<long> read)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfZero(classNames.Count, nameof(classNames));
        (_source, ClassNames, _read) = (source, classNames, read);
    }

    /// <summary>Labels of classes that are called by their numbers.</summary>
    /// <param name="source">Source of the samples.</param>
    /// <param name="classCount">Number K of classes, at least 1.</param>
    /// <param name="read">
    /// Reads labels. Indices are in range and the destination has a place for each when it is called.
    /// </param>
    public SampleLabels(ISampleSource source, int classCount, SampleReader<long> read)
        : this(source, Numbers(classCount), read) { }

    /// <summary>Names of the classes, by label.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number K of classes.</summary>
    public int ClassCount => ClassNames.Count;

    /// <summary>
    /// Reads the labels of samples, in the order of <paramref name="indices"/>; -1 where a label is not known.
    /// </summary>
    /// <exception cref="ArgumentException">The destination is not as long as <paramref name="indices"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An index is negative or not below the number of samples.
    /// </exception>
    public void Read(ReadOnlySpan<long> indices, Span<long> destination)
    {
        if (destination.Length != indices.Length)
            throw new ArgumentException(
                $"{indices.Length} labels were asked for; the destination has {destination.Length} places.",
                nameof(destination));
        IndexCheck.InRange(indices, _source);
        _read(indices, destination);
    }

    /// <summary>
    /// The labels of samples, in the order of <paramref name="indices"/>; -1 where a label is not known.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An index is negative or not below the number of samples.
    /// </exception>
    public long[] Read(ReadOnlySpan<long> indices)
    {
        long[] labels = new long[indices.Length];
        Read(indices, labels);
        return labels;
    }

    /// <summary>The labels of all samples; of endless data, those of the first 10,000.</summary>
    internal long[] ReadFirst() =>
        Read([.. Enumerable.Range(0, (int)(_source.Count ?? EndlessPool)).Select(i => (long)i)]);

    /// <summary>Number of samples of each class; null of endless data.</summary>
    internal int[]? CountByClass() => _source.Count is null ? null : ClassCounts.Of(ReadFirst(), ClassCount);

    /// <summary>Names of classes that have none: their numbers.</summary>
    internal static string[] Numbers(int count) =>
        [.. Enumerable.Range(0, count).Select(label => label.ToString(CultureInfo.InvariantCulture))];
}
