namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>Tells from a training's figures what became of the modes.</summary>
internal static class ModeOutcomes
{
    public const double LargestDistance = 0.06;
    public const double LeastShare = 0.95;

    public static ModeOutcome Of(Target target, IReadOnlyDictionary<string, double> figures)
    {
        if (figures["kolmogorov_distance"] <= LargestDistance)
            return ModeOutcome.FindsAll;
        double mean = figures["mean"];
        int nearest = ModeShares.Nearest(target.Components, mean);
        var (centre, deviation) = (target.Components[nearest].Mean[0], target.Components[nearest].StandardDeviation);
        if (figures[ModeShares.Figure(nearest)] >= LeastShare && Math.Abs(mean - centre) <= 3 * deviation)
            return ModeOutcome.CollapsesOntoOne;
        return Math.Abs(mean - target.Moments.Mean) < Math.Abs(mean - centre) ? ModeOutcome.AveragesAll : ModeOutcome.Other;
    }

    public static string InWords(this ModeOutcome outcome) => outcome switch
    {
        ModeOutcome.FindsAll => "finds both modes",
        ModeOutcome.CollapsesOntoOne => "collapses onto one mode",
        ModeOutcome.AveragesAll => "averages the modes",
        _ => "does neither",
    };
}
