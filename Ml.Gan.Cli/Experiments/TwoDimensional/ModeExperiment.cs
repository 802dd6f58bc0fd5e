using System.Xml.Linq;
using Ml.Gan.Models;
using Ml.Gan.Cli.Experiments.Charts;
using Ml.Gan.Cli.Experiments.Reports;
using Ml.Gan.Data;
using Ml.Gan.Measures;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Experiments.TwoDimensional;

/// <summary>
/// How many modes of a mixture a generator finds, by PacGAN's protocol (Lin et al., 2018) and VEEGAN's metric (Srivastava et al., 2017).
/// </summary>
internal sealed class ModeExperiment : Experiment
{
    /// <summary>More lines than this can't be told apart; the rows that matter come first.</summary>
    private const int MostLines = 6;

    private readonly Func<ExperimentSetup, IReadOnlyList<Variant>> _rows;
    private readonly IReadOnlyList<PublishedModes> _published;
    private readonly GaussianModes _modes;
    private readonly ModeGoal _goal;
    private readonly double _extent;

    private ModeExperiment(
        string name,
        GaussianModes modes,
        double extent,
        ModeGoal goal,
        Func<ExperimentSetup, IReadOnlyList<Variant>> rows,
        IReadOnlyList<PublishedModes> published)
    {
        (Name, _modes, _extent, _goal, _rows, _published) = (name, modes, extent, goal, rows, published);
    }

    public static ModeExperiment Ring8 { get; } = new(
        "ring-8", GaussianModes.Ring(), extent: 1.5, new ModeGoal(8, 0.98, 0.03), ModeRows.Ring8, PublishedModes.Ring8);

    public static ModeExperiment Grid25 { get; } = new(
        "grid-25", GaussianModes.Grid(), extent: 5, new ModeGoal(25, 0.95, 0.03), ModeRows.Grid25, PublishedModes.Grid25);

    public override string Name { get; }

    public override string Description =>
        $"Which of {_modes.Centres.Count} narrow modes in the plane a generator finds, by PacGAN's protocol, next to published figures.";

    public override IReadOnlyList<int> DefaultSeeds => [.. Enumerable.Range(1, 10)];

    public override IReadOnlyList<Variant> CreateVariants(ExperimentSetup setup) => _rows(setup);

    public override ISampleSource OpenData(ExperimentSetup setup, int seed, CancellationToken cancellation) =>
        NormalMixture.Of(Name, _modes, seed);

    public override TrialObserver CreateObserver(LatentGanOptions options, ISampleSource data, GeneratorEvaluator? evaluator) =>
        new ModeTrace(_modes, options.LatentSize);

    public override Findings Conclude(IReadOnlyList<Trial> trials)
    {
        Trial[] shown = [.. trials.DistinctBy(trial => trial.Variant)];
        Trial[] compared = [.. shown.Take(MostLines)];
        return new Findings(
            Verdict(trials),
            [
                Table(trials),
                Html.Paragraph(
                    "Means over the seeds with their standard errors. 2,500 samples a training; of high quality within 3σ of a mode; " +
                    "a mode is found if it has one sample of high quality; the reverse Kullback-Leibler divergence is that of the shares of samples " +
                    $"nearest to each mode from even ones. Published rows: {PublishedModes.Source}."),
                Html.Heading("Samples along the training"),
                Html.Figures(Animated(shown).Select(trial => ModeCharts.Samples(_modes, _extent, trial))),
                Html.Heading("Coverage along the training"),
                Html.Figures(
                    ModeCharts.Compare(
                        "Modes found", new Axis("modes", 0, _modes.Centres.Count), compared, coverage => coverage.Covered),
                    ModeCharts.Compare(
                        "Samples of high quality", new Axis("share", 0, 100, "%"), compared, coverage => 100 * coverage.HighQualityShare)),
            ]);
    }

    /// <summary>The plain GAN and the best; whatever there is, where not both were trained.</summary>
    private static Trial[] Animated(Trial[] shown)
    {
        Trial[] chosen = [.. shown.Where(trial => trial.Variant is ModeRows.PlainGan or ModeRows.Best)];
        return chosen.Length > 0 ? chosen : shown;
    }

    private string Verdict(IReadOnlyList<Trial> trials)
    {
        string[] reaching = [.. trials.GroupBy(trial => trial.Variant).Where(_goal.IsReachedBy).Select(group => group.Key)];
        string goal = reaching.Length == 0 ? $"No way of training reaches the goal ({_goal})." : $"The goal ({_goal}) is reached by: {string.Join("; ", reaching)}.";
        return goal + " " + string.Join(" ", Animated([.. trials]).GroupBy(trial => trial.Variant).Select(group =>
            $"{group.Key}: {Estimate.Of(group, ModeTrace.Modes).Text("0.0")} of {_modes.Centres.Count} modes, " +
            $"{Estimate.Of(group, ModeTrace.HighQuality).Text("0.0", 100)} % of high quality, " +
            $"divergence {Estimate.Of(group, ModeTrace.Divergence).Text("0.000")}."));
    }

    private XElement Table(IReadOnlyList<Trial> trials)
    {
        var table = new ReportTable("Results", "training", "trainings", $"modes (of {_modes.Centres.Count})", "high quality (%)", "reverse KL (nats)", "seconds");
        foreach (var published in _published)
            table.AddPublished(
                published.Name, "–", $"{published.Modes:0.0}", $"{100 * published.HighQuality:0.0}", $"{published.Divergence:0.00}", "–");
        foreach (var group in trials.GroupBy(trial => trial.Variant))
            table.Add(
                group.Key,
                $"{group.Count()}",
                Estimate.Of(group, ModeTrace.Modes).Text("0.0"),
                Estimate.Of(group, ModeTrace.HighQuality).Text("0.0", 100),
                Estimate.Of(group, ModeTrace.Divergence).Text("0.000"),
                Estimate.Of(group.Select(trial => trial.Seconds)).Text("0"));
        return table.ToHtml();
    }
}
