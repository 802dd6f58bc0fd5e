namespace Ml.Gan.Data;

/// <summary>Reads the vectors of samples one by one.</summary>
internal static class ConditionReading
{
    /// <summary>The vector of each sample, in the order of <paramref name="indices"/>.</summary>
    public static float[][] ReadVectors(this IConditionedSampleSource source, ReadOnlySpan<long> indices)
    {
        float[] all = new float[indices.Length * source.ConditionSize];
        source.ReadConditions(indices, all);
        return [.. all.Chunk(source.ConditionSize)];
    }
}
