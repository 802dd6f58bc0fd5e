using System.Runtime.InteropServices;
using Ml.Gan.Data;

namespace Ml.Gan.Benchmarks;

/// <summary>The first samples of a source, drawn once, so that drawing them is no part of what is measured.</summary>
internal sealed class FixedSamples : ISampleSource
{
    private readonly float[] _values;

    public FixedSamples(ISampleSource source, int count)
    {
        (Name, License, Shape, Count) = (source.Name, source.License, source.Shape, count);
        _values = new float[count * Shape.Length];
        source.Read([.. Enumerable.Range(0, count).Select(i => (long)i)], _values);
    }

    public string Name { get; }

    public string? License { get; }

    public SampleShape Shape { get; }

    public long? Count { get; }

    /// <summary>All values, sample by sample.</summary>
    public float[] Values => _values;

    /// <summary>All values as the bytes of 32-bit floats.</summary>
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(_values.AsSpan());

    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        for (int i = 0; i < indices.Length; i++)
            _values.AsSpan((int)indices[i] * Shape.Length, Shape.Length).CopyTo(destination[(i * Shape.Length)..]);
    }

    public void Dispose() { }
}
