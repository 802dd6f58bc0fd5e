using System.Xml.Linq;
using Ml.Gan.Cli.Experiments.Charts;
using Ml.Gan.Cli.Experiments.Charts.Marks;
using Ml.Gan.Cli.Experiments.Reports;
using Ml.Gan.Metrics;

namespace Ml.Gan.Cli.Experiments.TwoDimensional;

/// <summary>Charts of what a <see cref="ModeTrace"/> recorded.</summary>
internal static class ModeCharts
{
    /// <summary>The samples as they move, with circles of 3σ around the modes.</summary>
    public static XElement Samples(GaussianModes modes, double extent, Trial trial)
    {
        var chart = new Chart
        {
            Title = $"{trial.Variant}, seed {trial.Seed}",
            Description = "Dots are generated samples; the circles are three standard deviations around the modes of the data.",
            X = new Axis("x", -extent, extent),
            Y = new Axis("y", -extent, extent),
            IsSquare = true,
            Marks =
            [
                new CirclesMark([.. modes.Centers.Select(centre => new Point(centre[0], centre[1]))], GaussianModes.HighQualityDeviations * modes.Deviation)
                {
                    Name = "3σ around a mode", Colour = 6,
                },
            ],
            Frames = [.. Trace(trial).Frames.Select(frame =>
                new ChartFrame($"step {frame.Step}", [new ScatterMark(frame.Samples) { Name = "generated", Colour = 1 }]))],
        };
        return Html.Figure(chart.Title, AnimationPlayer.Of(chart));
    }

    /// <summary>One number of the coverage for each trial.</summary>
    public static XElement Compare(string title, Axis y, IReadOnlyList<Trial> trials, Func<ModeCoverage, double> value)
    {
        var chart = new Chart
        {
            Title = title,
            Description = "One line for each way of training.",
            X = new Axis("generator steps", 0, trials.Max(trial => trial.Steps)),
            Y = y,
            Marks =
            [
                .. trials.Select((trial, i) => new LineMark([.. Trace(trial).Points.Select(point => new Point(point.Step, value(point.Coverage)))])
                {
                    Name = trial.Variant, Colour = i,
                }),
            ],
        };
        return Html.Figure(title, chart.ToSvg());
    }

    private static ModeTrace Trace(Trial trial) => (ModeTrace)trial.Observer;
}
