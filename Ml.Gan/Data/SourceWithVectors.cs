namespace Ml.Gan.Data;

/// <summary>Samples, and their labels if they have some, with condition vectors that come from elsewhere.</summary>
public sealed class SourceWithVectors : ISampleSource
{
    private readonly ISampleSource _samples;

    /// <summary>Joins samples, which belong to this source from then on, and their vectors.</summary>
    /// <param name="samples">A known number of samples.</param>
    /// <param name="vectors">One vector for each of them in their order, all of the same length.</param>
    /// <exception cref="GanDataException">
    /// There are not as many vectors as samples, or the samples are endless.
    /// </exception>
    public SourceWithVectors(ISampleSource samples, float[][] vectors)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(vectors);
        if (samples.Count != vectors.Length)
            throw new GanDataException(samples.Count is { } count
                ? $"'{samples.Name}' has {count} samples, but there are {vectors.Length} vectors; " +
                  "give one for each sample, in the order of the data."
                : $"'{samples.Name}' is endless, so that {vectors.Length} vectors can't belong to its samples.");
        if (vectors.Any(vector => vector.Length != vectors[0].Length))
            throw new GanDataException($"The vectors of '{samples.Name}' have several lengths; all need the same.");
        _samples = samples;
        Conditions = new SampleConditions(this, vectors[0].Length, (indices, destination) =>
        {
            for (int i = 0; i < indices.Length; i++)
                vectors[indices[i]].CopyTo(destination[(i * vectors[0].Length)..]);
        });
    }

    /// <summary>
    /// Joins samples, which belong to this source from then on, and the vectors of a file: by the names of the samples,
    /// in any order, where the file has a column of them, else line by line in the order of the samples.
    /// </summary>
    /// <param name="samples">A known number of samples.</param>
    /// <param name="vectors">One vector for each of them.</param>
    /// <exception cref="GanDataException">
    /// There are not as many vectors as samples, the samples are endless, or names don't match; the message says which.
    /// </exception>
    public SourceWithVectors(ISampleSource samples, VectorFile vectors)
        : this(samples, RowsFor(samples, vectors))
    {
    }

    /// <summary>The samples without the vectors.</summary>
    internal ISampleSource Samples => _samples;

    /// <inheritdoc/>
    public string Name => _samples.Name;

    /// <inheritdoc/>
    public string? License => _samples.License;

    /// <inheritdoc/>
    public string? Background => _samples.Background;

    /// <inheritdoc/>
    public SampleShape Shape => _samples.Shape;

    /// <inheritdoc/>
    public long? Count => _samples.Count;

    /// <inheritdoc/>
    public SampleLabels? Labels => _samples.Labels;

    /// <inheritdoc/>
    public string? NoLabelsReason => _samples.NoLabelsReason;

    /// <inheritdoc/>
    public IReadOnlyList<string>? SampleNames => _samples.SampleNames;

    /// <inheritdoc/>
    public SampleConditions Conditions { get; }

    private static float[][] RowsFor(ISampleSource samples, VectorFile vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        return vectors.RowsFor(samples);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination) => _samples.Read(indices, destination);

    /// <summary>Disposes the samples.</summary>
    public void Dispose() => _samples.Dispose();
}
