namespace Ml.Gan.Data;

/// <summary>Labels and vectors of samples.</summary>
internal static class ConditionReading
{
    /// <summary>Of endless data, only the first samples are looked at.</summary>
    private const int EndlessPool = 10_000;

    /// <summary>The labels of all samples, of endless data of the first 10,000.</summary>
    public static long[] ReadFirstLabels(this ILabelledSampleSource source)
    {
        long[] indices = [.. Enumerable.Range(0, (int)(source.Count ?? EndlessPool)).Select(i => (long)i)];
        long[] labels = new long[indices.Length];
        source.ReadLabels(indices, labels);
        return labels;
    }

    /// <summary>The vector of each sample, in the order of <paramref name="indices"/>.</summary>
    public static float[][] ReadVectors(this IConditionedSampleSource source, ReadOnlySpan<long> indices)
    {
        float[] all = new float[indices.Length * source.ConditionSize];
        source.ReadConditions(indices, all);
        return [.. all.Chunk(source.ConditionSize)];
    }
}
