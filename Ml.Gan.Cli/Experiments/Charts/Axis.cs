namespace Ml.Gan.Cli.Experiments.Charts;

/// <summary>What one direction of a chart measures.</summary>
/// <param name="Label">The quantity.</param>
/// <param name="Minimum">The value at the left or lower end.</param>
/// <param name="Maximum">The value at the right or upper end.</param>
/// <param name="Unit">The quantity's unit, or null where it has none.</param>
internal sealed record Axis(string Label, double Minimum, double Maximum, string? Unit = null)
{
    /// <summary>The label with its unit.</summary>
    public string Title => Unit is null ? Label : $"{Label} ({Unit})";

    /// <summary>Round numbers along the axis.</summary>
    public IReadOnlyList<double> Ticks => Charts.Ticks.Between(Minimum, Maximum);

    /// <summary>An axis that shows all of <paramref name="values"/> and begins and ends at round numbers.</summary>
    public static Axis Over(string label, IEnumerable<double> values, string? unit = null)
    {
        double[] all = [.. values.Where(double.IsFinite)];
        var (low, high) = all.Length == 0 ? (0, 1) : (all.Min(), all.Max());
        if (high - low < 1e-12 * Math.Max(1, Math.Abs(high)))
            (low, high) = (low - 0.5, high + 0.5);
        double step = Charts.Ticks.Step(low, high);
        return new Axis(label, Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, unit);
    }
}
