namespace Ml.Gan.Measures;

/// <summary>Statistics of how often each mode or class occurs.</summary>
internal static class ModeCounts
{
    /// <summary>How often each of the modes occurs.</summary>
    public static int[] Of(ReadOnlySpan<int> assigned, int modes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(modes, 1);
        if (assigned.IsEmpty)
            throw new ArgumentException("There are no samples.", nameof(assigned));
        int[] counts = new int[modes];
        foreach (int mode in assigned)
            counts[mode]++;
        return counts;
    }

    /// <summary>Σ p log(p·modes), in nats.</summary>
    public static double DivergenceFromUniform(int[] counts)
    {
        double total = counts.Sum();
        return Math.Max(0, counts.Where(count => count > 0).Sum(count => count / total * Math.Log(count / total * counts.Length)));
    }

    /// <summary>−Σ p log₂ p, in bits.</summary>
    public static double Entropy(int[] counts) => Math.Max(0, Math.Log2(counts.Length) - DivergenceFromUniform(counts) / Math.Log(2));
}
