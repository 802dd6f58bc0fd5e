using Ml.Gan.Cli.Experiments.Charts.Marks;

namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>Estimates a density from samples with normal kernels, of Silverman's (1986) bandwidth.</summary>
internal static class KernelDensity
{
    /// <summary>The density at each of <paramref name="places"/>.</summary>
    public static Point[] At(IReadOnlyList<double> places, ReadOnlySpan<float> samples)
    {
        float[] sorted = samples.ToArray();
        Array.Sort(sorted);
        double bandwidth = Bandwidth(sorted);
        return [.. places.Select(place => new Point(place, At(place, sorted, bandwidth)))];
    }

    /// <summary>0.9·min(σ, interquartile range / 1.34)·n^(−1/5); samples that are all equal get a narrow kernel.</summary>
    private static double Bandwidth(float[] sorted)
    {
        double quartiles = sorted[sorted.Length * 3 / 4] - sorted[sorted.Length / 4];
        double spread = Math.Min(Moments.Of(sorted).StandardDeviation, quartiles / 1.34);
        return Math.Max(1e-3, 0.9 * spread * Math.Pow(sorted.Length, -0.2));
    }

    private static double At(double place, float[] sorted, double bandwidth)
    {
        const double Reach = 5;
        double sum = 0;
        for (int i = FirstFrom(sorted, place - Reach * bandwidth); i < sorted.Length && sorted[i] <= place + Reach * bandwidth; i++)
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
