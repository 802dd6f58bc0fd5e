using Ml.Gan.Data;

namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>
/// For each mode, the share of samples that are nearest to it, figures called nearest_mode_1 and so on; and the share of those in the middle
/// third of the way from the first mode to the last.
/// </summary>
internal static class ModeShares
{
    public const string Between = "between_modes";

    public static string Figure(int mode) => $"nearest_mode_{mode + 1}";

    public static IEnumerable<(string Figure, double Share)> Of(IReadOnlyList<NormalComponent> modes, float[] samples)
    {
        var (low, high) = Middle(modes);
        return
        [
            .. NearestShares(modes, samples).Select((share, mode) => (Figure(mode), share)),
            (Between, samples.Average(sample => sample >= low && sample <= high ? 1.0 : 0)),
        ];
    }

    /// <summary>The ends of the middle third between the first and the last mode.</summary>
    public static (double Low, double High) Middle(IReadOnlyList<NormalComponent> modes)
    {
        double first = modes[0].Mean[0], third = (modes[^1].Mean[0] - first) / 3;
        return (first + third, first + 2 * third);
    }

    public static int Nearest(IReadOnlyList<NormalComponent> modes, double value) =>
        Enumerable.Range(0, modes.Count).MinBy(k => Math.Abs(value - modes[k].Mean[0]));

    private static double[] NearestShares(IReadOnlyList<NormalComponent> modes, float[] samples)
    {
        double[] shares = new double[modes.Count];
        foreach (float sample in samples)
            shares[Nearest(modes, sample)] += 1.0 / samples.Length;
        return shares;
    }
}
