namespace Ml.Gan.Benchmarks.Comparison;

/// <summary>Times of a side's steps, in milliseconds.</summary>
internal sealed record StepTimes(ITrainingSide Side, IReadOnlyList<double> Milliseconds)
{
    public double Median => Quantile(0.5);

    public double LowerQuartile => Quantile(0.25);

    public double UpperQuartile => Quantile(0.75);

    /// <summary>Interpolated between the two nearest times.</summary>
    private double Quantile(double fraction)
    {
        double[] sorted = [.. Milliseconds.Order()];
        double position = fraction * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
