namespace Ml.Gan.Benchmarks.Training;

/// <summary>Median and quartiles, interpolated between the two nearest numbers.</summary>
internal sealed record Quartiles(double Lower, double Median, double Upper)
{
    public static Quartiles Of(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return new Quartiles(At(0.25), At(0.5), At(0.75));

        double At(double fraction)
        {
            double position = fraction * (sorted.Length - 1);
            int below = (int)position;
            int above = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
        }
    }

    public override string ToString() => FormattableString.Invariant($"{Median:F2} ({Lower:F2} to {Upper:F2})");
}
