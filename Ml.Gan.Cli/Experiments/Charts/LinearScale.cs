namespace Ml.Gan.Cli.Experiments.Charts;

/// <summary>Maps [Minimum, Maximum] to [Start, End] linearly.</summary>
internal readonly record struct LinearScale(double Minimum, double Maximum, double Start, double End)
{
    public double Map(double value) => Start + (value - Minimum) / (Maximum - Minimum) * (End - Start);
}
