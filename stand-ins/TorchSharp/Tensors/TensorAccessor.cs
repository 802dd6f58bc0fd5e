using System;
using System.Collections;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor in main memory, in row-major order whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IEnumerable<T>, IDisposable where T : unmanaged
{
    readonly Tensor tensor;
    readonly long[] shape, strides;
    readonly bool contiguous;
    readonly T* data;

    internal TensorAccessor(Tensor tensor)
    {
        this.tensor = tensor;
        shape = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
        data = (T*)tensor.Data;
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => *Address(indices);
        set => *Address(indices) = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        int count = (int)Math.Min(Count - tensorIndex, array.Length - arrayIndex);
        if (count <= 0) return;
        if (contiguous) new Span<T>(data + tensorIndex, count).CopyTo(array[arrayIndex..]);
        else for (int i = 0; i < count; i++) array[arrayIndex + i] = At(tensorIndex + i);
        GC.KeepAlive(tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        int count = (int)Math.Min(Count - tensorIndex, array.Length - arrayIndex);
        if (count <= 0) return;
        if (contiguous) array.Slice(arrayIndex, count).CopyTo(new Span<T>(data + tensorIndex, count));
        else for (int i = 0; i < count; i++) data[Offset(tensorIndex + i)] = array[arrayIndex + i];
        GC.KeepAlive(tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return At(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() { }

    internal T At(long position)
    {
        T value = data[Offset(position)];
        GC.KeepAlive(tensor);
        return value;
    }

    long Offset(long position)
    {
        if (contiguous) return position;
        long offset = 0;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            offset += position % shape[d] * strides[d];
            position /= shape[d];
        }
        return offset;
    }

    static void RequireIn(long index, long count)
    {
        if (index < 0 || index >= count) throw new IndexOutOfRangeException($"The index {index} is out of range.");
    }

    T* Address(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1)
        {
            RequireIn(indices[0], Count);
            return data + Offset(indices[0]);
        }
        if (indices.Length != shape.Length)
            throw new ArgumentException($"The tensor has {shape.Length} dimensions, the index {indices.Length}.");
        long offset = 0;
        for (int d = 0; d < indices.Length; d++)
        {
            RequireIn(indices[d], shape[d]);
            offset += indices[d] * strides[d];
        }
        return data + offset;
    }
}
