using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

/// <summary>Vectors of length 1 that hold their own index.</summary>
internal sealed class FakeSource(long? count) : ISampleSource
{
    public string Name => "fake";

    public SampleShape Shape => SampleShape.Vector(1);

    public long? Count => count;

    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        for (int i = 0; i < indices.Length; i++)
            destination[i] = indices[i];
    }

    public void Dispose() { }
}
