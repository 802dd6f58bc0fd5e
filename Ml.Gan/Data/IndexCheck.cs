namespace Ml.Gan.Data;

/// <summary>The checks that every source makes before it reads.</summary>
internal static class IndexCheck
{
    public static void Read(ReadOnlySpan<long> indices, int destinationLength, ISampleSource source)
    {
        long expected = (long)indices.Length * source.Shape.Length;
        if (destinationLength != expected)
            throw new ArgumentException(
                $"{indices.Length} samples of shape {source.Shape} fill {expected} floats; the destination has {destinationLength}.");
        InRange(indices, source);
    }

    public static void ReadLabels(ReadOnlySpan<long> indices, int destinationLength, ILabelledSampleSource source)
    {
        if (source.ClassCount == 0)
            throw new InvalidOperationException($"The samples of '{source.Name}' carry no labels.");
        if (destinationLength != indices.Length)
            throw new ArgumentException($"{indices.Length} labels were asked for; the destination has {destinationLength} places.");
        InRange(indices, source);
    }

    public static void ReadConditions(ReadOnlySpan<long> indices, int destinationLength, IConditionedSampleSource source)
    {
        if (source.ConditionSize == 0)
            throw new InvalidOperationException($"The samples of '{source.Name}' carry no vectors.");
        if (destinationLength != (long)indices.Length * source.ConditionSize)
            throw new ArgumentException(
                $"{indices.Length} vectors of {source.ConditionSize} numbers were asked for; the destination has {destinationLength} places.");
        InRange(indices, source);
    }

    private static void InRange(ReadOnlySpan<long> indices, ISampleSource source)
    {
        foreach (long index in indices)
        {
            if (index < 0 || index >= source.Count)
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"'{source.Name}' has {source.Count} samples.");
        }
    }
}
