namespace Ml.Gan.Data;

/// <summary>Samples, and their labels if they have some, with vectors that come from elsewhere.</summary>
public sealed class SourceWithVectors : ILabelledSampleSource, IConditionedSampleSource
{
    private readonly ISampleSource _samples;
    private readonly float[][] _vectors;

    /// <summary>Joins samples, which belong to this source from then on, and their vectors.</summary>
    /// <param name="samples">A known number of samples.</param>
    /// <param name="vectors">One vector for each of them in their order, all of the same length.</param>
    /// <exception cref="GanDataException">There are not as many vectors as samples, or the samples are endless.</exception>
    public SourceWithVectors(ISampleSource samples, float[][] vectors)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(vectors);
        if (samples.Count != vectors.Length)
            throw new GanDataException(samples.Count is { } count
                ? $"'{samples.Name}' has {count} samples, but there are {vectors.Length} vectors; give one for each sample, in the order of the data."
                : $"'{samples.Name}' is endless, so that {vectors.Length} vectors can't belong to its samples.");
        if (vectors.Any(vector => vector.Length != vectors[0].Length))
            throw new GanDataException($"The vectors of '{samples.Name}' have several lengths; all need the same.");
        (_samples, _vectors) = (samples, vectors);
    }

    /// <inheritdoc/>
    public string Name => _samples.Name;

    /// <inheritdoc/>
    public string? Licence => _samples.Licence;

    /// <inheritdoc/>
    public SampleShape Shape => _samples.Shape;

    /// <inheritdoc/>
    public long? Count => _samples.Count;

    /// <inheritdoc/>
    public int ConditionSize => _vectors[0].Length;

    /// <inheritdoc/>
    public int ClassCount => (_samples as ILabelledSampleSource)?.ClassCount ?? 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => (_samples as ILabelledSampleSource)?.ClassNames ?? [];

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination) => _samples.Read(indices, destination);

    /// <inheritdoc/>
    public void ReadLabels(ReadOnlySpan<long> indices, Span<long> destination)
    {
        IndexCheck.ReadLabels(indices, destination.Length, this);
        ((ILabelledSampleSource)_samples).ReadLabels(indices, destination);
    }

    /// <inheritdoc/>
    public void ReadConditions(ReadOnlySpan<long> indices, Span<float> destination)
    {
        IndexCheck.ReadConditions(indices, destination.Length, this);
        for (int i = 0; i < indices.Length; i++)
            _vectors[indices[i]].CopyTo(destination[(i * ConditionSize)..]);
    }

    /// <summary>Disposes the samples.</summary>
    public void Dispose() => _samples.Dispose();
}
