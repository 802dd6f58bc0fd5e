namespace Microsoft.ML.Data;

/// <summary>A vector under construction: write <see cref="Values"/> (and <see cref="Indices"/>), then commit.</summary>
public readonly ref struct VBufferEditor<T>
{
    readonly int length;
    readonly T[] values;
    readonly int[] indices;

    /// <summary>The explicit values.</summary>
    public readonly Span<T> Values;

    /// <summary>The indices of the explicit values, to be filled in rising order; empty for a dense vector.</summary>
    public readonly Span<int> Indices;

    internal VBufferEditor(int length, int count, T[] values, int[] indices, bool indicesOnDense, bool newValues, bool newIndices)
    {
        this.length = length;
        this.values = values;
        this.indices = indices;
        Values = values.AsSpan(0, count);
        Indices = count < length || indicesOnDense ? indices.AsSpan(0, count) : default;
        CreatedNewValues = newValues;
        CreatedNewIndices = newIndices;
    }

    public bool CreatedNewValues { get; }

    public bool CreatedNewIndices { get; }

    public VBuffer<T> Commit() => new(length, Values.Length, values, indices);

    /// <summary>Keeps only the first explicit values.</summary>
    public VBuffer<T> CommitTruncated(int physicalValuesCount)
    {
        if (physicalValuesCount < 0 || physicalValuesCount > Values.Length)
            throw new ArgumentOutOfRangeException(
                nameof(physicalValuesCount), physicalValuesCount, $"There are {Values.Length} explicit values.");
        return new(length, physicalValuesCount, values, indices);
    }
}
