using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>
/// A vector of <see cref="Length"/> items. Dense: one value per item. Sparse: values at rising indices only; the other
/// items are <c>default</c>. Its arrays may be longer than what is in use, and may be taken over by a later value.
/// </summary>
public readonly struct VBuffer<T> : IEnumerable
{
    internal readonly T[] values;
    internal readonly int[] indices;
    internal readonly int count;

    /// <summary>The number of items, explicit or not.</summary>
    public readonly int Length;

    /// <summary>A dense vector; <paramref name="indices"/> is only kept for later use.</summary>
    public VBuffer(int length, T[] values, int[] indices = null)
    {
        Check(length, length, values);
        Length = length;
        count = length;
        this.values = values;
        this.indices = indices;
    }

    /// <summary>A vector with <paramref name="count"/> explicit values; sparse unless these are all.</summary>
    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        Check(length, count, values);
        if (count < length && (indices?.Length ?? 0) < count)
            throw new ArgumentException(
                $"{count} explicit values need {count} indices, not {indices?.Length ?? 0}.", nameof(indices));
        Length = length;
        this.count = count;
        this.values = values;
        this.indices = indices;
    }

    public bool IsDense => count == Length;

    /// <summary>The explicit values.</summary>
    public ReadOnlySpan<T> GetValues() => values.AsSpan(0, count);

    /// <summary>The indices of the explicit values; empty for a dense vector.</summary>
    public ReadOnlySpan<int> GetIndices() => IsDense ? default : indices.AsSpan(0, count);

    /// <summary>Pairs of index and value: the explicit ones, or all.</summary>
    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false) => VBufferItems.Of(this, all);

    /// <summary>All items.</summary>
    public IEnumerable<T> DenseValues() => VBufferItems.Of(this, true).Select(item => item.Value);

    public IEnumerator GetEnumerator() => DenseValues().GetEnumerator();

    public T GetItemOrDefault(int index)
    {
        T value = default;
        GetItemOrDefault(index, ref value);
        return value;
    }

    public void GetItemOrDefault(int index, ref T destination)
    {
        if ((uint)index >= (uint)Length)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The vector has {Length} items.");
        int at = IsDense ? index : GetIndices().BinarySearch(index);
        destination = at < 0 ? default : values[at];
    }

    /// <summary>Copies all items, the implicit ones too.</summary>
    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        if (destinationIndex < 0 || destination.Length - destinationIndex < Length)
            throw new ArgumentOutOfRangeException(
                nameof(destination), $"No room for {Length} items at {destinationIndex} of {destination.Length}.");
        var target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }
        target.Fill(defaultValue);
        for (int i = 0; i < count; i++) target[indices[i]] = values[i];
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length, count);
        GetValues().CopyTo(editor.Values);
        if (!IsDense) GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    /// <summary>Copies the items from <paramref name="sourceIndex"/> on.</summary>
    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        if (sourceIndex < 0 || length < 0 || sourceIndex > Length - length)
            throw new ArgumentOutOfRangeException(
                nameof(length), $"{sourceIndex}..{sourceIndex + length} is outside a vector of {Length}.");
        int from = IsDense ? sourceIndex : LowerBound(sourceIndex);
        int until = IsDense ? sourceIndex + length : LowerBound(sourceIndex + length);
        var editor = VBufferEditor.Create(ref destination, length, until - from);
        values.AsSpan(from, until - from).CopyTo(editor.Values);
        if (until - from < length)
            for (int i = from; i < until; i++) editor.Indices[i - from] = indices[i] - sourceIndex;
        destination = editor.Commit();
    }

    public void CopyToDense(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    /// <summary>Makes <paramref name="destination"/> a dense copy of a part of an array.</summary>
    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        var editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public override string ToString() => IsDense
        ? $"Dense vector of size {Length}"
        : $"Sparse vector of size {Length}, {count} explicit values";

    int LowerBound(int index)
    {
        int at = GetIndices().BinarySearch(index);
        return at < 0 ? ~at : at;
    }

    static void Check(int length, int count, T[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (count < 0 || count > length)
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"A vector of {length} has 0 to {length} explicit values.");
        if ((values?.Length ?? 0) < count)
            throw new ArgumentException(
                $"{count} explicit values are needed, not {values?.Length ?? 0}.", nameof(values));
    }
}
