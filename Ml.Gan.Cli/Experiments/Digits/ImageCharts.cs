using System.Xml.Linq;
using Ml.Gan.Cli.Experiments.Charts;
using Ml.Gan.Cli.Experiments.Charts.Marks;
using Ml.Gan.Cli.Experiments.Reports;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Experiments.Digits;

/// <summary>Charts and pictures of what an <see cref="ImageTrace"/> recorded.</summary>
internal static class ImageCharts
{
    /// <summary>The images as they change.</summary>
    public static XElement Animation(Trial trial) =>
        Html.Figure(trial.Variant, AnimationPlayer.Of($"Images, {trial.Variant}", Trace(trial).Pictures));

    /// <summary>The images after the last step.</summary>
    public static XElement Last(Trial trial, string remark) => Html.Figure(trial.Variant, Trace(trial).Pictures[^1].ToHtml(), remark);

    /// <summary>The images at several stages, the first and the last among them.</summary>
    public static IEnumerable<XElement> Stages(Trial trial, int count)
    {
        var pictures = Trace(trial).Pictures;
        count = Math.Min(count, pictures.Count);
        return Enumerable.Range(0, count).Select(i => pictures[count == 1 ? 0 : i * (pictures.Count - 1) / (count - 1)])
            .Select(picture => Html.Figure(picture.Label, picture.ToHtml()));
    }

    /// <summary>Mean D of real and of generated batches as probabilities, dropout and all.</summary>
    public static XElement Scores(Trial trial) => Lines(
        trial, "D of data and of generated samples", new Axis("mean D", 0, 1), "Both at one half means that D can't tell them apart.",
        ("D(x)", metrics => metrics.TryGetValue("d_real", out double d) ? d : null), ("D(G(z))", metrics => metrics.TryGetValue("d_fake", out double d) ? d : null));

    /// <summary>Both players' losses.</summary>
    public static XElement Losses(Trial trial)
    {
        var values = Trace(trial).Points.SelectMany(point =>
            new[] { point.Metrics.GetValueOrDefault("d_loss"), point.Metrics["g_loss"] });
        return Lines(
            trial, "Losses", Axis.Over("loss", values), "What each player minimises.",
            ("discriminator", metrics => metrics.TryGetValue("d_loss", out double d) ? d : null), ("generator", metrics => metrics["g_loss"]));
    }

    private static ImageTrace Trace(Trial trial) => (ImageTrace)trial.Observer;

    private static XElement Lines(
        Trial trial, string title, Axis y, string description, params (string Name, Func<IReadOnlyDictionary<string, double>, double?> Value)[] series)
    {
        var points = Trace(trial).Points;
        var chart = new Chart
        {
            Title = $"{title}, {trial.Variant}",
            Description = description,
            X = new Axis("generator steps", 0, points[^1].Step),
            Y = y,
            Marks =
            [
                .. series.Select((line, i) => new LineMark([.. points.Select(point => new Point(point.Step, line.Value(point.Metrics) ?? double.NaN))])
                {
                    Name = line.Name, Colour = i,
                }),
            ],
        };
        return Html.Figure(chart.Title, chart.ToSvg());
    }
}
