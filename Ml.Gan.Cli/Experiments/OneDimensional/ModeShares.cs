using Ml.Gan.Data;

namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>How many of the samples are at which mode.</summary>
/// <param name="Within">For each mode, the share of samples within 3 standard deviations of it.</param>
/// <param name="Nearest">For each mode, the share of samples that are nearest to it.</param>
internal sealed record ModeShares(IReadOnlyList<double> Within, IReadOnlyList<double> Nearest)
{
    public const double Reach = 3;

    public static ModeShares Of(IReadOnlyList<NormalComponent> modes, ReadOnlySpan<float> samples)
    {
        double[] within = new double[modes.Count], nearest = new double[modes.Count];
        foreach (float sample in samples)
        {
            int mode = 0;
            for (int k = 0; k < modes.Count; k++)
            {
                double distance = Math.Abs(sample - modes[k].Mean[0]);
                if (distance <= Reach * modes[k].StandardDeviation)
                    within[k] += 1.0 / samples.Length;
                if (distance < Math.Abs(sample - modes[mode].Mean[0]))
                    mode = k;
            }
            nearest[mode] += 1.0 / samples.Length;
        }
        return new ModeShares(within, nearest);
    }

    /// <summary>Reads what <see cref="AddTo"/> wrote.</summary>
    public static ModeShares From(IReadOnlyDictionary<string, double> figures)
    {
        double[] Values(string name) =>
            [.. Enumerable.Range(1, int.MaxValue).Select(k => $"{name}_{k}").TakeWhile(figures.ContainsKey).Select(key => figures[key])];
        return new ModeShares(Values("within_mode"), Values("nearest_mode"));
    }

    public void AddTo(Dictionary<string, double> figures)
    {
        for (int k = 0; k < Within.Count; k++)
            (figures[$"within_mode_{k + 1}"], figures[$"nearest_mode_{k + 1}"]) = (Within[k], Nearest[k]);
    }
}
