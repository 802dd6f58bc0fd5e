namespace Ml.Gan.Data;

/// <summary>Vectors of numbers, one for each sample of a source, that a generator can be conditioned on.</summary>
public sealed class SampleConditions
{
    private readonly ISampleSource _source;
    private readonly SampleReader<float> _read;

    /// <summary>Vectors of one length.</summary>
    /// <param name="source">Source of the samples.</param>
    /// <param name="size">Length c of each vector, at least 1.</param>
    /// <param name="read">
    /// Reads vectors, one after another. Indices are in range and the destination has c places for each when it is
    /// called.
    /// </param>
    public SampleConditions(ISampleSource source, int size, SampleReader<float> read)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        (_source, Size, _read) = (source, size, read);
    }

    /// <summary>Length c of the vectors.</summary>
    public int Size { get; }

    /// <summary>Reads the vectors of samples, one after another, in the order of <paramref name="indices"/>.</summary>
    /// <exception cref="ArgumentException">
    /// The destination is not c times as long as <paramref name="indices"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An index is negative or not below the number of samples.
    /// </exception>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        if (destination.Length != (long)indices.Length * Size)
            throw new ArgumentException(
                $"{indices.Length} vectors of {Size} numbers were asked for; " +
                $"the destination has {destination.Length} places.",
                nameof(destination));
        IndexCheck.InRange(indices, _source);
        _read(indices, destination);
    }

    /// <summary>The vector of each sample, in the order of <paramref name="indices"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An index is negative or not below the number of samples.
    /// </exception>
    public float[][] Read(ReadOnlySpan<long> indices)
    {
        float[] all = new float[indices.Length * Size];
        Read(indices, all);
        return [.. all.Chunk(Size)];
    }
}
