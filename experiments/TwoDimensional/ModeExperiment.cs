using Ml.Gan.Data;
using Ml.Gan.Experiments.Reports;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using OxyPlot;

namespace Ml.Gan.Experiments.TwoDimensional;

/// <summary>
/// How many modes of a mixture a generator finds, by PacGAN's protocol (Lin et al., 2018) and VEEGAN's metric
/// (Srivastava et al., 2017).
/// </summary>
internal sealed class ModeExperiment : Experiment
{
    private const string Source = "PacGAN (Lin et al., 2018), table 1";

    /// <summary>More lines than this can't be told apart; the rows that matter come first.</summary>
    private const int MostLines = 6;

    private readonly Func<ExperimentSetup, IReadOnlyList<Variant>> _rows;
    private readonly IReadOnlyList<PublishedModes> _published;
    private readonly Func<long, NormalMixture> _data;
    private readonly GaussianModes _modes;
    private readonly ModeGoal _goal;
    private readonly double _extent;

    private ModeExperiment(
        string name,
        Func<long, NormalMixture> data,
        double extent,
        ModeGoal goal,
        Func<ExperimentSetup, IReadOnlyList<Variant>> rows,
        IReadOnlyList<PublishedModes> published)
    {
        (Name, _data, _extent, _goal, _rows, _published) = (name, data, extent, goal, rows, published);
        _modes = GaussianModes.Of(data(1));
    }

    public static ModeExperiment Ring8 { get; } = new(
        "ring-8", NormalMixture.Ring8, extent: 1.5, new ModeGoal(8, 0.98, 0.03), ModeRows.Ring8,
        [new("GAN, published", 6.3, 0.982, 0.45), new("PacGAN2, published", 7.9, 0.956, 0.07)]);

    public static ModeExperiment Grid25 { get; } = new(
        "grid-25", NormalMixture.Grid25, extent: 5, new ModeGoal(25, 0.95, 0.03), ModeRows.Grid25,
        [new("GAN, published", 17.3, 0.948, 0.70), new("PacGAN4, published", 24.8, 0.936, 0.04)]);

    public override string Name { get; }

    public override string Description =>
        $"Which of {_modes.Centers.Count} narrow modes in the plane a generator finds, by PacGAN's protocol, " +
        "next to published figures.";

    public override IReadOnlyList<int> DefaultSeeds => [.. Enumerable.Range(1, 10)];

    public override IReadOnlyList<Variant> CreateVariants(ExperimentSetup setup) => _rows(setup);

    public override ISampleSource OpenData(ExperimentSetup setup, int seed, CancellationToken cancellation) =>
        _data(seed);

    public override TrialObserver CreateObserver(
        LatentGanOptions options, ISampleSource data, GeneratorEvaluator? evaluator) =>
        new ModeTrace(_modes, options.LatentSize);

    public override string Verdict(IReadOnlyList<Trial> trials)
    {
        string[] reaching =
            [.. trials.GroupBy(trial => trial.Variant).Where(_goal.IsReachedBy).Select(group => group.Key)];
        string goal = reaching.Length == 0
            ? $"No way of training reaches the goal ({_goal})."
            : $"The goal ({_goal}) is reached by: {string.Join("; ", reaching)}.";
        return goal + " " + string.Join(" ", Pictured(trials).GroupBy(trial => trial.Variant).Select(group =>
            $"{group.Key}: {Estimate.Of(group, ModeTrace.Modes).Text("0.0")} of {_modes.Centers.Count} modes, " +
            $"{Estimate.Of(group, ModeTrace.HighQuality).Text("0.0", 100)} % of high quality, " +
            $"divergence {Estimate.Of(group, ModeTrace.Divergence).Text("0.000")}."));
    }

    public override void Show(Report report, IReadOnlyList<Trial> trials)
    {
        Trial[] shown = [.. trials.DistinctBy(trial => trial.Variant)];
        Trial[] compared = [.. shown.Take(MostLines)];
        ShowTable(report, trials);
        report.Paragraph(
            $"{Estimate.Explanation} 2,500 samples a training; of high quality within 3σ of a mode; a mode is found " +
            "if it has one sample of high quality; the reverse Kullback-Leibler divergence is that of the shares of " +
            $"samples nearest to each mode from even ones. Published rows: {Source}.");
        report.Heading("Samples along the training");
        report.Charts(Pictured(shown).Select(trial => ($"samples-{Report.Slug(trial.Variant)}", Samples(trial))));
        report.Heading("Coverage along the training");
        report.Charts(
            ("modes", Compare(
                "Modes found", new ChartAxis("modes", 0, _modes.Centers.Count), compared,
                coverage => coverage.Covered)),
            ("quality", Compare(
                "Samples of high quality", new ChartAxis("share (%)", 0, 100), compared,
                coverage => 100 * coverage.HighQualityShare)));
    }

    /// <summary>The plain GAN and the best; whatever there is, where neither was trained.</summary>
    private static IReadOnlyList<Trial> Pictured(IReadOnlyList<Trial> trials)
    {
        Trial[] chosen = [.. trials.Where(trial => trial.Variant is ModeRows.PlainGan or ModeRows.Best)];
        return chosen.Length > 0 ? chosen : trials;
    }

    private void ShowTable(Report report, IReadOnlyList<Trial> trials) => report.Table(
        [
            "training", "trainings", $"modes (of {_modes.Centers.Count})", "high quality (%)", "reverse KL (nats)",
            "seconds",
        ],
        [
            .. _published.Select(published => new[]
            {
                published.Name, "–", $"{published.Modes:0.0}", $"{100 * published.HighQuality:0.0}",
                $"{published.Divergence:0.00}", "–",
            }),
            .. trials.GroupBy(trial => trial.Variant).Select(group => new[]
            {
                group.Key,
                $"{group.Count()}",
                Estimate.Of(group, ModeTrace.Modes).Text("0.0"),
                Estimate.Of(group, ModeTrace.HighQuality).Text("0.0", 100),
                Estimate.Of(group, ModeTrace.Divergence).Text("0.000"),
                Estimate.Of(group.Select(trial => trial.Seconds)).Text("0"),
            }),
        ]);

    /// <summary>The samples as they move, with circles of 3σ around the modes.</summary>
    private Chart Samples(Trial trial)
    {
        var stages = Trace(trial).Stages;
        var chart = new Chart(
            $"{trial.Variant}, seed {trial.Seed}",
            "Dots are generated samples; the circles are three standard deviations around the modes of the data.",
            new ChartAxis("x", -_extent, _extent), new ChartAxis("y", -_extent, _extent), isSquare: true,
            panels: [.. stages.Select(stage => $"step {stage.Step}")]);
        var centers = _modes.Centers.Select(center => new DataPoint(center[0], center[1])).ToArray();
        for (int i = 0; i < stages.Count; i++)
            chart.Circles("3σ around a mode", centers, GaussianModes.HighQualityDeviations * _modes.Deviation, i)
                .Dots("generated", stages[i].Samples, i);
        return chart;
    }

    /// <summary>One number of the coverage for each trial.</summary>
    private static Chart Compare(
        string title, ChartAxis y, IReadOnlyList<Trial> trials, Func<ModeCoverage, double> value)
    {
        var chart = new Chart(
            title, "One line for each way of training.",
            new ChartAxis("generator steps", 0, trials.Max(trial => trial.Steps)), y);
        foreach (var trial in trials)
            chart.Line(
                trial.Variant, Trace(trial).Points.Select(point => new DataPoint(point.Step, value(point.Coverage))));
        return chart;
    }

    private static ModeTrace Trace(Trial trial) => (ModeTrace)trial.Observer;
}

/// <summary>A row of another's table.</summary>
/// <param name="Name">The method.</param>
/// <param name="Modes">Mean number of modes that were found.</param>
/// <param name="HighQuality">Mean share of samples within 3σ of a mode, in [0, 1].</param>
/// <param name="Divergence">Mean reverse Kullback-Leibler divergence, nats.</param>
internal sealed record PublishedModes(string Name, double Modes, double HighQuality, double Divergence);

/// <summary>Means over the seeds that a way of training is to reach.</summary>
/// <param name="Modes">Number of modes: all of them, in each training.</param>
/// <param name="HighQuality">Least share of samples within 3σ of a mode, in [0, 1].</param>
/// <param name="Divergence">Largest reverse Kullback-Leibler divergence, nats.</param>
internal sealed record ModeGoal(int Modes, double HighQuality, double Divergence)
{
    public bool IsReachedBy(IEnumerable<Trial> trials) =>
        Estimate.Of(trials, ModeTrace.Modes).Mean >= Modes
        && Estimate.Of(trials, ModeTrace.HighQuality).Mean >= HighQuality
        && Estimate.Of(trials, ModeTrace.Divergence).Mean <= Divergence;

    public override string ToString() =>
        $"{Modes} modes, at least {HighQuality:0.0 %} of high quality, divergence at most {Divergence:0.00}";
}
