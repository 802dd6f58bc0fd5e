using Ml.Gan.Data;
using Ml.Gan.Experiments.Reports;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using OxyPlot;

namespace Ml.Gan.Experiments.Digits;

/// <summary>An experiment on small gray images, MNIST's digits or those that the library draws.</summary>
internal abstract class DigitsExperiment : Experiment
{
    public sealed override IReadOnlyList<int> DefaultSeeds => [1];

    public sealed override bool TakesData => true;

    public sealed override ISampleSource OpenData(ExperimentSetup setup, int seed, CancellationToken cancellation) =>
        DigitsData.Open(setup, seed, cancellation);

    public sealed override GeneratorEvaluator CreateEvaluator(ExperimentSetup setup, CancellationToken cancellation) =>
        DigitsData.CreateEvaluator(setup, cancellation);

    public sealed override TrialObserver CreateObserver(
        LatentGanOptions options, ISampleSource data, GeneratorEvaluator? evaluator) =>
        new ImageTrace(DigitsData.Shape, options.LatentSize, evaluator!);

    /// <summary>The measures of each variant's images.</summary>
    protected static void ShowTable(Report report, string firstColumn, IReadOnlyList<Trial> trials)
    {
        report.Table(
            [firstColumn, .. DigitsData.Columns.Select(column => column.Title), "ms per step"],
            trials.GroupBy(trial => trial.Variant).Select(group => (string[])
            [
                group.Key,
                .. DigitsData.Columns.Select(column => Estimate.Of(group, column.Figure).Text(column.Format)),
                Estimate.Of(group, "milliseconds_per_step").Text("0.0"),
            ]));
        report.Paragraph(Estimate.Explanation);
    }

    protected static ImageTrace Trace(Trial trial) => (ImageTrace)trial.Observer;

    /// <summary>
    /// Mean D of real and of generated batches as probabilities, dropout and all.
    /// </summary>
    protected static Chart Scores(Trial trial) => Lines(
        trial, "D of data and of generated samples", "Both at one half means that D can't tell them apart.",
        new ChartAxis("mean D", 0, 1),
        ("D(x)", "d_real"), ("D(G(z))", "d_fake"));

    /// <summary>The losses of both networks.</summary>
    protected static Chart Losses(Trial trial) => Lines(
        trial, "Losses", "What each network minimizes.", new ChartAxis("loss"),
        ("discriminator", "d_loss"), ("generator", "g_loss"));

    private static Chart Lines(
        Trial trial, string title, string description, ChartAxis y,
        params (string Name, string Metric)[] series)
    {
        var points = Trace(trial).Points;
        var chart = new Chart(
            $"{title}, {trial.Variant}", description, new ChartAxis("generator steps", 0, points[^1].Step), y);
        foreach (var (name, metric) in series)
            chart.Line(
                name,
                points.Select(point => new DataPoint(point.Step, point.Metrics.GetValueOrDefault(metric, double.NaN))));
        return chart;
    }
}
