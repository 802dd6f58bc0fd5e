using Ml.Gan.Experiments.Reports;
using OxyPlot;

namespace Ml.Gan.Experiments.OneDimensional;

/// <summary>Charts of what a <see cref="DensityTrace"/> recorded.</summary>
internal static class DensityCharts
{
    /// <summary>Density of the data and of generated samples, and D, as they change.</summary>
    public static Chart Densities(Target target, Trial trial)
    {
        var stages = Trace(trial).Stages;
        double top = target.Density.Max(point => point.Y);
        double highest = Math.Clamp(stages[^1].Generated.Max(point => point.Y), top, 2.5 * top);
        var chart = new Chart(
            $"Densities and D, {trial.Variant}",
            "Density of the data and of generated samples, and D, at a few steps.",
            target.X, new ChartAxis("density", 0, 1.05 * highest), new ChartAxis("D(x)", 0, 1),
            panels: [.. stages.Select(stage => $"step {stage.Step}")]);
        for (int i = 0; i < stages.Count; i++)
            chart.Area("data", target.Density, i, isNeutral: true)
                .Reference("D = ½", 0.5, i, onRight: true)
                .Line("D(x)", stages[i].Discriminator, i, onRight: true)
                .Area("generated", stages[i].Generated, i);
        return chart;
    }

    /// <summary>Mean D of real and of generated samples.</summary>
    public static Chart Scores(Trial trial)
    {
        var points = Trace(trial).Points;
        return new Chart(
            $"D of data and of generated samples, {trial.Variant}",
            "Both tend to one half when D can no longer tell them apart.",
            Steps(points), new ChartAxis("mean D", 0, 1))
            .Reference("D = ½", 0.5)
            .Line("D(x)", points.Select(point => new DataPoint(point.Step, point.RealScore)))
            .Line("D(G(z))", points.Select(point => new DataPoint(point.Step, point.GeneratedScore)));
    }

    /// <summary>One number of the generated samples for each trial, with the true one.</summary>
    public static Chart Compare(
        string quantity, IReadOnlyList<Trial> trials, Func<Trial, string> name, Func<CurvePoint, double> value,
        double truth)
    {
        var chart = new Chart(
            $"Generated {quantity}", $"The true {quantity} is {truth:0.##}.", Steps(Trace(trials[0]).Points),
            new ChartAxis(quantity)).Reference("true", truth);
        foreach (var trial in trials)
            chart.Line(name(trial), Trace(trial).Points.Select(point => new DataPoint(point.Step, value(point))));
        return chart;
    }

    private static DensityTrace Trace(Trial trial) => (DensityTrace)trial.Observer;

    private static ChartAxis Steps(List<CurvePoint> points) => new("generator steps", 0, points[^1].Step);
}
