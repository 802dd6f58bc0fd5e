using Ml.Gan.Data;

namespace Ml.Gan.Experiments.OneDimensional;

/// <summary>
/// For each mode, the share of samples that are nearest to it, figures called nearest_mode_1 and so on; and the share
/// of those in the
/// middle third of the way from the first mode to the last.
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

/// <summary>What became of the modes of a mixture.</summary>
internal enum ModeOutcome
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>
    /// Each mode is the nearest one of at least half as many samples as it should be, and few samples lie between the
    /// modes.
    /// </summary>
    FindsAll,

    /// <summary>
    /// At least 95 % of the samples are nearest to one mode, and their mean is within 3 standard deviations of it.
    /// </summary>
    CollapsesOntoOne,

    /// <summary>
    /// Many samples lie between the modes, and their mean is nearer to that of the whole mixture than to any mode.
    /// </summary>
    AveragesAll,
}

/// <summary>Tells from a training's figures what became of the modes.</summary>
internal static class ModeOutcomes
{
    public static ModeOutcome Of(Target target, IReadOnlyDictionary<string, double> figures)
    {
        var modes = target.Components;
        bool avoidsMiddle = figures[ModeShares.Between] < MostBetween(target);
        bool HasHalf(int mode) => figures[ModeShares.Figure(mode)] >= modes[mode].Weight / 2;
        if (avoidsMiddle && Enumerable.Range(0, modes.Count).All(HasHalf))
            return ModeOutcome.FindsAll;
        double mean = figures["mean"];
        int nearest = ModeShares.Nearest(modes, mean);
        double fromNearest = Math.Abs(mean - modes[nearest].Mean[0]);
        if (figures[ModeShares.Figure(nearest)] >= 0.95 && fromNearest <= 3 * modes[nearest].StandardDeviation)
            return ModeOutcome.CollapsesOntoOne;
        return !avoidsMiddle && Math.Abs(mean - target.Moments.Mean) < fromNearest
            ? ModeOutcome.AveragesAll
            : ModeOutcome.Other;
    }

    public static string InWords(this ModeOutcome outcome) => outcome switch
    {
        ModeOutcome.FindsAll => "finds both modes",
        ModeOutcome.CollapsesOntoOne => "collapses onto one mode",
        ModeOutcome.AveragesAll => "averages the modes",
        _ => "does neither",
    };

    /// <summary>
    /// Half way from the mixture's own share of samples between the modes to that of a normal with its mean and
    /// standard deviation.
    /// </summary>
    private static double MostBetween(Target target)
    {
        var (low, high) = ModeShares.Middle(target.Components);
        var normal = new Target(new NormalComponent([target.Moments.Mean], target.Moments.StandardDeviation));
        return (target.Share(low, high) + normal.Share(low, high)) / 2;
    }
}
