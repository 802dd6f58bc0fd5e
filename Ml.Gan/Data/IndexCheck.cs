namespace Ml.Gan.Data;

/// <summary>Checks of what is asked of a source, before it reads.</summary>
internal static class IndexCheck
{
    /// <summary>Checks that the samples exist and fill the destination.</summary>
    public static void Read(ReadOnlySpan<long> indices, int destinationLength, ISampleSource source)
    {
        long expected = (long)indices.Length * source.Shape.Length;
        if (destinationLength != expected)
            throw new ArgumentException(
                $"{indices.Length} samples of shape {source.Shape} fill {expected} floats; " +
                $"the destination has {destinationLength}.");
        InRange(indices, source);
    }

    /// <summary>Checks that the samples exist.</summary>
    public static void InRange(ReadOnlySpan<long> indices, ISampleSource source)
    {
        foreach (long index in indices)
        {
            if (index < 0 || index >= source.Count)
                throw new ArgumentOutOfRangeException(
                    nameof(indices), index, $"'{source.Name}' has {source.Count} samples.");
        }
    }
}
