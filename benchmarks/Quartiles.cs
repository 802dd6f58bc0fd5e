namespace Ml.Gan.Benchmarks;

/// <summary>Median of numbers and the quartiles around it, interpolated between the two nearest of them.</summary>
internal readonly record struct Quartiles(double Lower, double Median, double Upper)
{
    public static Quartiles Of(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return new Quartiles(At(0.25), At(0.5), At(0.75));

        double At(double part)
        {
            double place = part * (sorted.Length - 1);
            int below = (int)place;
            double next = sorted[Math.Min(below + 1, sorted.Length - 1)];
            return sorted[below] + ((place - below) * (next - sorted[below]));
        }
    }

    public override string ToString() => FormattableString.Invariant($"{Median:F2} ({Lower:F2} to {Upper:F2})");
}
