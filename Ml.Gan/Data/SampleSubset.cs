namespace Ml.Gan.Data;

/// <summary>Some samples of a source, with whatever is known of them. The source stays the caller's, and has to outlive this.</summary>
public sealed class SampleSubset : ILabelledSampleSource, IConditionedSampleSource
{
    private readonly ISampleSource _source;
    private readonly IReadOnlyList<long>? _chosen;
    private readonly long _first;

    /// <summary>Samples by their indices in the source.</summary>
    /// <exception cref="GanDataException">There are none.</exception>
    public SampleSubset(ISampleSource source, IReadOnlyList<long> indices)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        if (indices.Count == 0)
            throw new GanDataException($"No sample of '{source.Name}' was chosen.");
        (_source, _chosen, Count) = (source, indices, indices.Count);
    }

    private SampleSubset(ISampleSource source, long first) =>
        (_source, _first, Count) = (source, first, source.Count - first);

    /// <inheritdoc/>
    public string Name => _source.Name;

    /// <inheritdoc/>
    public string? Licence => _source.Licence;

    /// <inheritdoc/>
    public SampleShape Shape => _source.Shape;

    /// <inheritdoc/>
    public long? Count { get; }

    /// <inheritdoc/>
    public int ClassCount => (_source as ILabelledSampleSource)?.ClassCount ?? 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => (_source as ILabelledSampleSource)?.ClassNames ?? [];

    /// <inheritdoc/>
    public int ConditionSize => (_source as IConditionedSampleSource)?.ConditionSize ?? 0;

    /// <summary>
    /// Divides a source into samples to train on and samples to test with: of a finite one, the latter are chosen by the seed; of an
    /// endless one they are the first.
    /// </summary>
    /// <param name="source">What is divided.</param>
    /// <param name="count">How many are kept for testing, at least 1.</param>
    /// <param name="seed">Selects them.</param>
    /// <exception cref="GanDataException">No samples would be left to train on.</exception>
    public static (SampleSubset Training, SampleSubset HeldOut) HoldOut(ISampleSource source, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (source.Count <= count)
            throw new GanDataException(
                $"'{source.Name}' has {source.Count} samples, so {count} can't be held out of the training. Hold out fewer.");
        if (source.Count is not { } all)
            return (new SampleSubset(source, first: count), new SampleSubset(source, First(count)));
        long[] order = First((int)all);
        new Xoshiro256(seed, 0).Shuffle(order.AsSpan());
        return (new SampleSubset(source, order[count..]), new SampleSubset(source, order[..count]));
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        IndexCheck.Read(indices, destination.Length, this);
        _source.Read(InSource(indices), destination);
    }

    /// <inheritdoc/>
    public void ReadLabels(ReadOnlySpan<long> indices, Span<long> destination)
    {
        IndexCheck.ReadLabels(indices, destination.Length, this);
        ((ILabelledSampleSource)_source).ReadLabels(InSource(indices), destination);
    }

    /// <inheritdoc/>
    public void ReadConditions(ReadOnlySpan<long> indices, Span<float> destination)
    {
        if (ConditionSize == 0)
            throw new InvalidOperationException($"The samples of '{Name}' carry no vectors.");
        ((IConditionedSampleSource)_source).ReadConditions(InSource(indices), destination);
    }

    /// <summary>Nothing to release.</summary>
    public void Dispose()
    {
    }

    private static long[] First(int count) => [.. Enumerable.Range(0, count).Select(i => (long)i)];

    private long[] InSource(ReadOnlySpan<long> indices)
    {
        long[] inSource = new long[indices.Length];
        for (int i = 0; i < inSource.Length; i++)
            inSource[i] = _chosen is null ? indices[i] + _first : _chosen[(int)indices[i]];
        return inSource;
    }
}
