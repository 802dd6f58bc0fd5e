namespace Ml.Gan.Data;

/// <summary>
/// Some samples of a source, with whatever is known of them. The source stays the caller's, and has to outlive this.
/// </summary>
public sealed class SampleSubset : ISampleSource
{
    private readonly ISampleSource _source;
    private readonly IReadOnlyList<long>? _chosen;
    private readonly long _first;

    /// <summary>Samples by their indices in the source.</summary>
    /// <exception cref="GanDataException">There are none.</exception>
    public SampleSubset(ISampleSource source, IReadOnlyList<long> indices)
        : this(source, indices, 0, indices?.Count)
    {
        if (Count == 0)
            throw new GanDataException($"No sample of '{source.Name}' was chosen.");
    }

    private SampleSubset(ISampleSource source, IReadOnlyList<long>? chosen, long first, long? count)
    {
        ArgumentNullException.ThrowIfNull(source);
        (_source, _chosen, _first, Count) = (source, chosen, first, count);
        if (source.SampleNames is { } names && chosen is not null)
            SampleNames = [.. chosen.Select(index => names[(int)index])];
        if (source.Labels is { } labels)
            Labels = new SampleLabels(
                this, labels.ClassNames, (indices, destination) => labels.Read(InSource(indices), destination));
        if (source.Conditions is { } conditions)
            Conditions = new SampleConditions(
                this, conditions.Size, (indices, destination) => conditions.Read(InSource(indices), destination));
    }

    /// <inheritdoc/>
    public string Name => _source.Name;

    /// <inheritdoc/>
    public string? License => _source.License;

    /// <inheritdoc/>
    public string? Background => _source.Background;

    /// <inheritdoc/>
    public SampleShape Shape => _source.Shape;

    /// <inheritdoc/>
    public long? Count { get; }

    /// <inheritdoc/>
    public SampleLabels? Labels { get; }

    /// <inheritdoc/>
    public string? NoLabelsReason => _source.NoLabelsReason;

    /// <inheritdoc/>
    public IReadOnlyList<string>? SampleNames { get; }

    /// <inheritdoc/>
    public SampleConditions? Conditions { get; }

    /// <summary>
    /// Divides a source into samples to train on and samples to test with: of a finite one, the latter are chosen by
    /// the seed, so that each class keeps a sample to train on; of an endless one they are the first.
    /// </summary>
    /// <param name="source">What is divided.</param>
    /// <param name="count">How many are kept for testing, at least 1.</param>
    /// <param name="seed">Selects them.</param>
    /// <exception cref="GanDataException">
    /// No samples, or none of some class, would be left to train on.
    /// </exception>
    public static (SampleSubset Training, SampleSubset HeldOut) HoldOut(ISampleSource source, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (source.Count <= count)
            throw new GanDataException(
                $"'{source.Name}' has {source.Count} samples, so {count} can't be held out of the training. " +
                "Hold out fewer.");
        if (source.Count is not { } all)
            return (new SampleSubset(source, null, count, null), new SampleSubset(source, First(count)));
        long[] order = First((int)all);
        new Xoshiro256(seed, 0).Shuffle(order.AsSpan());
        KeepClasses(source, order, count);
        return (new SampleSubset(source, order[count..]), new SampleSubset(source, order[..count]));
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        IndexCheck.Read(indices, destination.Length, this);
        _source.Read(InSource(indices), destination);
    }

    /// <summary>Nothing to release.</summary>
    public void Dispose()
    {
    }

    /// <summary>
    /// Exchanges held-out samples of a class that would have none left to train on for samples of other classes.
    /// </summary>
    /// <exception cref="GanDataException">There are more classes than samples to train on.</exception>
    private static void KeepClasses(ISampleSource source, long[] order, int count)
    {
        if (source.Labels is not { } labels)
            return;
        long[] classes = labels.Read(order);
        int present = classes.Where(label => label >= 0).Distinct().Count();
        if (present > order.Length - count)
            throw new GanDataException(
                $"'{source.Name}' has {present} classes, but {order.Length - count} samples would be left to train on, "
                + $"not one of each, with {count} held out. Hold out fewer.");
        int[] left = ClassCounts.Of(classes[count..], labels.ClassCount);
        int next = count;
        for (int i = 0; i < count; i++)
        {
            if (classes[i] < 0 || left[classes[i]] > 0)
                continue;
            while (classes[next] >= 0 && left[classes[next]] < 2)
                next++;
            if (classes[next] >= 0)
                left[classes[next]]--;
            left[classes[i]]++;
            (order[i], order[next]) = (order[next], order[i]);
            (classes[i], classes[next]) = (classes[next], classes[i]);
        }
    }

    private static long[] First(int count) => [.. Enumerable.Range(0, count).Select(i => (long)i)];

    /// <summary>Index in the source of a sample.</summary>
    internal long InSource(long index) => _chosen is null ? index + _first : _chosen[(int)index];

    private long[] InSource(ReadOnlySpan<long> indices)
    {
        long[] inSource = new long[indices.Length];
        for (int i = 0; i < inSource.Length; i++)
            inSource[i] = InSource(indices[i]);
        return inSource;
    }
}
