using OxyPlot;

namespace Ml.Gan.Experiments.OneDimensional;

/// <summary>Mean and standard deviation.</summary>
internal readonly record struct Moments(double Mean, double StandardDeviation)
{
    /// <summary>Those of samples.</summary>
    public static Moments Of(ReadOnlySpan<float> samples)
    {
        double sum = 0, squares = 0;
        foreach (float sample in samples)
            sum += sample;
        double mean = sum / samples.Length;
        foreach (float sample in samples)
            squares += (sample - mean) * (sample - mean);
        return new Moments(mean, Math.Sqrt(squares / samples.Length));
    }
}

/// <summary>Density estimated from samples with normal kernels.</summary>
internal static class KernelDensity
{
    private const double Reach = 5;

    /// <summary>The density at each of <paramref name="places"/>.</summary>
    /// <param name="places">Where.</param>
    /// <param name="samples">At least one sample.</param>
    /// <param name="bandwidth">
    /// Standard deviation of the kernels: much less than the width of what is to be seen.
    /// </param>
    public static DataPoint[] At(IReadOnlyList<double> places, ReadOnlySpan<float> samples, double bandwidth)
    {
        float[] sorted = samples.ToArray();
        Array.Sort(sorted);
        return [.. places.Select(place => new DataPoint(place, At(place, sorted, bandwidth)))];
    }

    private static double At(double place, float[] sorted, double bandwidth)
    {
        double sum = 0, last = place + Reach * bandwidth;
        for (int i = FirstFrom(sorted, place - Reach * bandwidth); i < sorted.Length && sorted[i] <= last; i++)
        {
            double z = (sorted[i] - place) / bandwidth;
            sum += Math.Exp(-z * z / 2);
        }
        return sum / (sorted.Length * bandwidth * Math.Sqrt(2 * Math.PI));
    }

    private static int FirstFrom(float[] sorted, double value)
    {
        int found = Array.BinarySearch(sorted, (float)value);
        return found < 0 ? ~found : found;
    }
}

/// <summary>
/// Kolmogorov-Smirnov distance: the largest difference between two empirical distribution functions, from 0 (the same)
/// to 1 (apart).
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
