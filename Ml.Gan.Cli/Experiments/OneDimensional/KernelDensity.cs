using Ml.Gan.Cli.Experiments.Charts.Marks;

namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>Estimates a density from samples with normal kernels.</summary>
internal static class KernelDensity
{
    private const double Reach = 5;

    /// <summary>The density at each of <paramref name="places"/>.</summary>
    /// <param name="places">Where.</param>
    /// <param name="samples">At least one sample.</param>
    /// <param name="bandwidth">Standard deviation of the kernels: much less than the width of what is to be seen.</param>
    public static Point[] At(IReadOnlyList<double> places, ReadOnlySpan<float> samples, double bandwidth)
    {
        float[] sorted = samples.ToArray();
        Array.Sort(sorted);
        return [.. places.Select(place => new Point(place, At(place, sorted, bandwidth)))];
    }

    private static double At(double place, float[] sorted, double bandwidth)
    {
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
