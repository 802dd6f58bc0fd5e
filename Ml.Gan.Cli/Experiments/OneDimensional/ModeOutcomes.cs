namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>Tells from a training's figures what became of the modes.</summary>
internal static class ModeOutcomes
{
    public static ModeOutcome Of(Target target, IReadOnlyDictionary<string, double> figures)
    {
        var shares = ModeShares.From(figures);
        double mean = figures["mean"];
        int count = target.Components.Count;
        if (Enumerable.Range(0, count).All(k => shares.Within[k] >= target.Components[k].Weight / 2))
            return ModeOutcome.FindsAll;
        int nearest = Enumerable.Range(0, count).MinBy(k => Math.Abs(mean - target.Components[k].Mean[0]));
        var (centre, deviation) = (target.Components[nearest].Mean[0], target.Components[nearest].StandardDeviation);
        if (shares.Nearest[nearest] >= 0.95 && Math.Abs(mean - centre) <= ModeShares.Reach * deviation)
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
