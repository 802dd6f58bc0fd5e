using System.Xml.Linq;
using Ml.Gan.Cli.Experiments.Charts;
using Ml.Gan.Cli.Experiments.Charts.Marks;
using Ml.Gan.Cli.Experiments.Reports;

namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>Charts of what a <see cref="DensityTrace"/> recorded.</summary>
internal static class TraceCharts
{
    /// <summary>Density of the data and of generated samples, and D, as they change.</summary>
    public static XElement Density(Target target, Trial trial)
    {
        var frames = ((DensityTrace)trial.Observer).Frames;
        double highest = Math.Max(
            target.Density.Max(point => point.Y), Math.Min(2.5 * target.Density.Max(point => point.Y), Highest(frames[^1])));
        var chart = new Chart
        {
            Title = $"Densities and D, {trial.Variant}",
            Description = "The density of the data stays; that of the generated samples moves towards it, and D flattens towards one half.",
            X = target.X,
            Y = Axis.Over("density", [0, highest]),
            Right = new Axis("D(x)", 0, 1),
            Marks =
            [
                new AreaMark(target.Density) { Name = "data", Colour = 6 },
                new RuleMark(0.5) { OnRight = true, Colour = 6 },
            ],
            Frames = [.. frames.Select(frame => new ChartFrame($"step {frame.Step}",
            [
                new AreaMark(frame.Generated) { Name = "generated", Colour = 1 },
                new LineMark(frame.Discriminator) { Name = "D(x)", Colour = 0, OnRight = true },
            ]))],
        };
        return Html.Figure(chart.Title, AnimationPlayer.Of(chart));
    }

    /// <summary>Mean D of real and of generated samples.</summary>
    public static XElement Scores(Trial trial)
    {
        var points = ((DensityTrace)trial.Observer).Points;
        var chart = new Chart
        {
            Title = $"D of data and of generated samples, {trial.Variant}",
            Description = "Both tend to one half when D can no longer tell them apart.",
            X = Steps(points),
            Y = new Axis("mean D", 0, 1),
            Marks =
            [
                new RuleMark(0.5) { Name = "½", Colour = 6 },
                new LineMark([.. points.Select(point => new Point(point.Step, point.RealScore))]) { Name = "D(x)", Colour = 0 },
                new LineMark([.. points.Select(point => new Point(point.Step, point.GeneratedScore))]) { Name = "D(G(z))", Colour = 1 },
            ],
        };
        return Html.Figure(chart.Title, chart.ToSvg());
    }

    /// <summary>One number of the generated samples for each trial, with the true one.</summary>
    public static XElement Compare(string quantity, IReadOnlyList<Trial> trials, Func<Trial, string> name, Func<CurvePoint, double> value, double truth)
    {
        List<CurvePoint>[] curves = [.. trials.Select(trial => ((DensityTrace)trial.Observer).Points)];
        var chart = new Chart
        {
            Title = $"Generated {quantity}",
            Description = $"The true {quantity} is {truth:0.##}.",
            X = Steps(curves[0]),
            Y = Axis.Over(quantity, [truth, .. curves.SelectMany(points => points.Select(value))]),
            Marks =
            [
                new RuleMark(truth) { Name = "true", Colour = 6 },
                .. trials.Select((trial, i) => new LineMark([.. curves[i].Select(point => new Point(point.Step, value(point)))])
                {
                    Name = name(trial), Colour = i % 6, IsDashed = i >= 6,
                }),
            ],
        };
        return Html.Figure(chart.Title, chart.ToSvg());
    }

    private static Axis Steps(List<CurvePoint> points) => new("generator steps", 0, points[^1].Step);

    private static double Highest(DensityFrame frame) => frame.Generated.Max(point => point.Y);
}
