using Ml.Gan.Data;

namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>Tells from a training's figures what became of the modes.</summary>
internal static class ModeOutcomes
{
    public static ModeOutcome Of(Target target, IReadOnlyDictionary<string, double> figures)
    {
        var modes = target.Components;
        bool avoidsMiddle = figures[ModeShares.Between] < MostBetween(target);
        if (avoidsMiddle && Enumerable.Range(0, modes.Count).All(k => figures[ModeShares.Figure(k)] >= modes[k].Weight / 2))
            return ModeOutcome.FindsAll;
        double mean = figures["mean"];
        int nearest = ModeShares.Nearest(modes, mean);
        double fromNearest = Math.Abs(mean - modes[nearest].Mean[0]);
        if (figures[ModeShares.Figure(nearest)] >= 0.95 && fromNearest <= 3 * modes[nearest].StandardDeviation)
            return ModeOutcome.CollapsesOntoOne;
        return !avoidsMiddle && Math.Abs(mean - target.Moments.Mean) < fromNearest ? ModeOutcome.AveragesAll : ModeOutcome.Other;
    }

    public static string InWords(this ModeOutcome outcome) => outcome switch
    {
        ModeOutcome.FindsAll => "finds both modes",
        ModeOutcome.CollapsesOntoOne => "collapses onto one mode",
        ModeOutcome.AveragesAll => "averages the modes",
        _ => "does neither",
    };

    /// <summary>Half way from the mixture's own share of samples between the modes to that of a normal with its mean and standard deviation.</summary>
    private static double MostBetween(Target target)
    {
        var (low, high) = ModeShares.Middle(target.Components);
        var normal = new Target(new NormalComponent([target.Moments.Mean], target.Moments.StandardDeviation));
        return (target.Share(low, high) + normal.Share(low, high)) / 2;
    }
}
