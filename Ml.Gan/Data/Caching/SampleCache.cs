using System.Buffers;
using System.Runtime.InteropServices;

namespace Ml.Gan.Data;

/// <summary>
/// Samples read once and kept compactly: a byte per value for images, a float for everything else; in memory, or in a
/// memory-mapped temporary file where they would not fit the limit. Made by a <see cref="SampleCacheBuilder"/>.
/// </summary>
public sealed class SampleCache : ILabelledSampleSource
{
    /// <summary>Bytes that a cache keeps in memory unless told otherwise: 1 GiB.</summary>
    public const long DefaultMemoryLimit = 1L << 30;

    private readonly IRecordStore _store;
    private readonly long _count;
    private readonly bool _bytes;
    private readonly int[]? _labels;
    private volatile bool _disposed;

    internal SampleCache(
        string name, string? licence, SampleShape shape, IRecordStore store, long count, bool bytes, int[]? labels)
    {
        Name = name;
        Licence = licence;
        Shape = shape;
        _store = store;
        _count = count;
        _bytes = bytes;
        _labels = labels;
        ClassCount = labels is null ? 0 : labels.Max() + 1;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string? Licence { get; }

    /// <inheritdoc/>
    public SampleShape Shape { get; }

    /// <inheritdoc/>
    public long? Count => _count;

    /// <summary>The largest label plus one; 0 where there are no labels.</summary>
    public int ClassCount { get; }

    /// <summary>Whether the samples are in memory, not in a temporary file.</summary>
    public bool IsInMemory => _store is ChunkedMemory;

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
            destination[i] = _labels![indices[i]];
    }

    /// <summary>Frees the memory and removes the temporary file.</summary>
    public void Dispose()
    {
        _disposed = true;
        _store.Dispose();
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
