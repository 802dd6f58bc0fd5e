namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>
/// The Kolmogorov-Smirnov distance: the largest difference between two empirical distribution functions, from 0 (the same) to 1 (apart).
/// </summary>
internal static class KolmogorovDistance
{
    public static double Between(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        float[] a = Sorted(first), b = Sorted(second);
        double largest = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            float value = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] <= value)
                i++;
            while (j < b.Length && b[j] <= value)
                j++;
            largest = Math.Max(largest, Math.Abs((double)i / a.Length - (double)j / b.Length));
        }
        return largest;
    }

    private static float[] Sorted(ReadOnlySpan<float> values)
    {
        float[] sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
