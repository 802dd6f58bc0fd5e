using System.Buffers;
using System.Runtime.InteropServices;
using Ml.Gan.Data.Caching;
using Ml.Gan.Data.Images;
using Ml.Gan.Onnx;

namespace Ml.Gan.Data;

/// <summary>
/// Samples read once and kept compactly: a byte per value for images, a float for everything else; in memory, or in a
/// temporary file where they would not fit the limit. Made by a <see cref="SampleCacheBuilder"/>.
/// </summary>
public sealed class SampleCache : ISampleSource
{
    /// <summary>Bytes that a cache keeps in memory unless told otherwise: 1 GiB.</summary>
    public const long DefaultMemoryLimit = 1L << 30;

    private readonly IRecords _store;
    private readonly IRecords? _conditions;
    private readonly long _count;
    private readonly bool _bytes;
    private readonly UseGuard _guard;

    internal SampleCache(
        string name,
        string? license,
        SampleShape shape,
        IRecords store,
        long count,
        bool bytes,
        IRecords? conditions,
        int conditionSize,
        int[] labels,
        IReadOnlyList<string> classNames)
    {
        (Name, License, Shape) = (name, license, shape);
        (_store, _count, _bytes, _conditions) = (store, count, bytes, conditions);
        _guard = new UseGuard(typeof(SampleCache), "Dispose of it after the last training that reads it.", Release);
        if (conditions is not null)
            Conditions = new SampleConditions(this, conditionSize, ReadConditions);
        if (classNames.Count > 0)
            Labels = new SampleLabels(this, classNames, (indices, destination) =>
            {
                using var reading = _guard.Begin();
                for (int i = 0; i < indices.Length; i++)
                    destination[i] = labels[indices[i]];
            });
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string? License { get; }

    /// <inheritdoc/>
    public string? Background => Origin is { Transparent: > 0 } origin ? ColorText.NameOf(origin.Background) : null;

    /// <inheritdoc/>
    public SampleShape Shape { get; }

    /// <inheritdoc/>
    public long? Count => _count;

    /// <inheritdoc/>
    public SampleLabels? Labels { get; }

    /// <inheritdoc/>
    public string? NoLabelsReason { get; internal init; }

    /// <inheritdoc/>
    public IReadOnlyList<string>? SampleNames { get; internal init; }

    /// <inheritdoc/>
    public SampleConditions? Conditions { get; }

    /// <summary>Whether the samples are in memory, not in a temporary file.</summary>
    public bool IsInMemory => _store is GrowingStore { IsInMemory: true };

    /// <summary>Whether images are kept, a byte per value, not floats.</summary>
    internal bool KeepsBytes => _bytes;

    /// <summary>Where the samples come from; null where nothing is known.</summary>
    internal DataOrigin? Origin { get; init; }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The cache was disposed.</exception>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        using var reading = _guard.Begin();
        IndexCheck.Read(indices, destination.Length, this);
        if (_bytes)
            ReadBytes(indices, destination);
        else
            ReadFloats(indices, destination);
    }

    /// <summary>
    /// Frees the memory and removes the temporary file, after what other threads are reading. What is read later throws
    /// an <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose() => _guard.Dispose();

    /// <summary>Writes what is kept of all samples, one after the other, then their condition vectors.</summary>
    internal void CopyTo(Stream destination)
    {
        using var reading = _guard.Begin();
        CopyTo(destination, _store, Shape.Length * (_bytes ? sizeof(byte) : sizeof(float)));
        if (_conditions is not null)
            CopyTo(destination, _conditions, Conditions!.Size * sizeof(float));
    }

    private void CopyTo(Stream destination, IRecords records, int recordSize)
    {
        byte[] record = new byte[recordSize];
        for (long i = 0; i < _count; i++)
        {
            records.Read(i, record);
            destination.Write(record);
        }
    }

    private void Release()
    {
        _store.Dispose();
        _conditions?.Dispose();
    }

    private void ReadConditions(ReadOnlySpan<long> indices, Span<float> destination)
    {
        using var reading = _guard.Begin();
        int size = Conditions!.Size;
        for (int i = 0; i < indices.Length; i++)
            _conditions!.Read(indices[i], MemoryMarshal.AsBytes(destination.Slice(i * size, size)));
    }

    private void ReadBytes(ReadOnlySpan<long> indices, Span<float> destination)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Shape.Length);
        var pixels = buffer.AsSpan(0, Shape.Length);
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
