namespace Microsoft.ML.Data;

/// <summary>Starts the editing of a <see cref="VBuffer{T}"/>.</summary>
public static class VBufferEditor
{
    /// <summary>Edits the values that are there.</summary>
    public static VBufferEditor<T> CreateFromBuffer<T>(ref VBuffer<T> destination) =>
        Create(ref destination, destination.Length, destination.count);

    /// <summary>
    /// Edits a vector of another length, in the arrays of <paramref name="destination"/> where they are long enough.
    /// Old values are kept only where the arrays are reused, or on request.
    /// </summary>
    /// <param name="destination">Gives its arrays; it must not be used until the result of the edit replaces it.</param>
    /// <param name="newLogicalLength">The length of the result.</param>
    /// <param name="valuesCount">The number of explicit values; all by default, which makes the result dense.</param>
    /// <param name="maxValuesCapacity">No array is made longer than this.</param>
    /// <param name="keepOldOnResize">Whether new arrays start with the old content.</param>
    /// <param name="requireIndicesOnDense">Whether there must be indices for a dense result too.</param>
    public static VBufferEditor<T> Create<T>(ref VBuffer<T> destination, int newLogicalLength, int? valuesCount = null,
        int? maxValuesCapacity = null, bool keepOldOnResize = false, bool requireIndicesOnDense = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(newLogicalLength);
        int count = valuesCount ?? newLogicalLength;
        if (count < 0 || count > newLogicalLength)
            throw new ArgumentOutOfRangeException(
                nameof(valuesCount), count, $"A vector of {newLogicalLength} has 0 to {newLogicalLength} explicit values.");
        int capacity = maxValuesCapacity ?? newLogicalLength;
        var values = destination.values;
        bool newValues = Ensure(ref values, count, capacity, keepOldOnResize);
        var indices = destination.indices;
        bool newIndices = (count < newLogicalLength || requireIndicesOnDense) && Ensure(ref indices, count, capacity, keepOldOnResize);
        return new VBufferEditor<T>(newLogicalLength, count, values, indices, requireIndicesOnDense, newValues, newIndices);
    }

    static bool Ensure<TItem>(ref TItem[] array, int count, int capacity, bool keep)
    {
        int length = array?.Length ?? 0;
        if (length >= count) return false;
        int grown = Math.Max(count, (int)Math.Min(capacity, 2L * length));
        if (keep) Array.Resize(ref array, grown);
        else array = new TItem[grown];
        return true;
    }
}
