using Ml.Gan.Data;

namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>For each mode, the share of samples that are nearest to it: figures called nearest_mode_1 and so on.</summary>
internal static class ModeShares
{
    public static string Figure(int mode) => $"nearest_mode_{mode + 1}";

    public static double[] Of(IReadOnlyList<NormalComponent> modes, ReadOnlySpan<float> samples)
    {
        double[] shares = new double[modes.Count];
        foreach (float sample in samples)
            shares[Nearest(modes, sample)] += 1.0 / samples.Length;
        return shares;
    }

    public static int Nearest(IReadOnlyList<NormalComponent> modes, double value) =>
        Enumerable.Range(0, modes.Count).MinBy(k => Math.Abs(value - modes[k].Mean[0]));
}
