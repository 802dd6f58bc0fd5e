namespace Ml.Gan.Data;

/// <summary>Samples by index: what a trainer draws its batches from.</summary>
public interface ISampleSource : IDisposable
{
    /// <summary>Short name for messages and model metadata: "mnist", "builtin:glyphs".</summary>
    string Name { get; }

    /// <summary>Licence of the data, or null where it is unknown.</summary>
    string? Licence { get; }

    /// <summary>Shape of every sample.</summary>
    SampleShape Shape { get; }

    /// <summary>Number of samples; null means endless, and every index from 0 on is valid.</summary>
    long? Count { get; }

    /// <summary>
    /// Reads samples one after another: N samples fill N·C·H·W floats in NCHW order. Images are scaled to [-1, 1]; vectors
    /// keep their values. Any number of threads may read at once.
    /// </summary>
    /// <param name="indices">Which samples, in any order, repeats allowed.</param>
    /// <param name="destination">Exactly <c>indices.Length * Shape.Length</c> floats.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative or not below <see cref="Count"/>.</exception>
    void Read(ReadOnlySpan<long> indices, Span<float> destination);
}
