using System.Buffers;
using System.Runtime.InteropServices;

namespace Ml.Gan.Data;

/// <summary>
/// Samples read once and kept compactly: a byte per value for images, a float for everything else; in memory, or in a
/// memory-mapped temporary file where they would not fit the limit. Made by a <see cref="SampleCacheBuilder"/>.
/// </summary>
public sealed class SampleCache : ILabelledSampleSource, IConditionedSampleSource
{
    /// <summary>Bytes that a cache keeps in memory unless told otherwise: 1 GiB.</summary>
    public const long DefaultMemoryLimit = 1L << 30;

    private readonly GrowingStore _store;
    private readonly GrowingStore? _conditions;
    private readonly long _count;
    private readonly bool _bytes;
    private readonly SampleClasses _classes;
    private volatile bool _disposed;

    internal SampleCache(
        string name,
        string? licence,
        SampleShape shape,
        GrowingStore store,
        long count,
        bool bytes,
        SampleClasses classes,
        GrowingStore? conditions,
        int conditionSize)
    {
        (Name, Licence, Shape, ConditionSize) = (name, licence, shape, conditionSize);
        (_store, _count, _bytes, _classes, _conditions) = (store, count, bytes, classes, conditions);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string? Licence { get; }

    /// <inheritdoc/>
    public SampleShape Shape { get; }

    /// <inheritdoc/>
    public long? Count => _count;

    /// <inheritdoc/>
    public int ClassCount => _classes.Names.Count;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => _classes.Names;

    /// <inheritdoc/>
    public int ConditionSize { get; }

    /// <summary>Whether the samples are in memory, not in a temporary file.</summary>
    public bool IsInMemory => _store.IsInMemory;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        IndexCheck.Read(indices, destination.Length, this);
        if (_bytes)
            ReadBytes(indices, destination);
        else
            ReadFloats(indices, destination);
    }

    /// <inheritdoc/>
    public void ReadLabels(ReadOnlySpan<long> indices, Span<long> destination)
    {
        IndexCheck.ReadLabels(indices, destination.Length, this);
        for (int i = 0; i < indices.Length; i++)
            destination[i] = _classes.Labels[indices[i]];
    }

    /// <inheritdoc/>
    public void ReadConditions(ReadOnlySpan<long> indices, Span<float> destination)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        IndexCheck.ReadConditions(indices, destination.Length, this);
        for (int i = 0; i < indices.Length; i++)
            _conditions!.Read(indices[i], MemoryMarshal.AsBytes(destination.Slice(i * ConditionSize, ConditionSize)));
    }

    /// <summary>Frees the memory and removes the temporary file.</summary>
    public void Dispose()
    {
        _disposed = true;
        _store.Dispose();
        _conditions?.Dispose();
    }

    private void ReadBytes(ReadOnlySpan<long> indices, Span<float> destination)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Shape.Length);
        Span<byte> pixels = buffer.AsSpan(0, Shape.Length);
        for (int i = 0; i < indices.Length; i++)
        {
            _store.Read(indices[i], pixels);
            PixelScale.ToFloat(pixels, destination.Slice(i * Shape.Length, Shape.Length));
        }
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void ReadFloats(ReadOnlySpan<long> indices, Span<float> destination)
    {
        for (int i = 0; i < indices.Length; i++)
            _store.Read(indices[i], MemoryMarshal.AsBytes(destination.Slice(i * Shape.Length, Shape.Length)));
    }
}
