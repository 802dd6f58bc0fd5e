using Ml.Gan.Data;
using Ml.Gan.Experiments.Reports;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Experiments.OneDimensional;

/// <summary>
/// The smallest GAN: a linear generator learns the mean and standard deviation of a normal distribution against a
/// discriminator of three
/// layers, plain or regularized.
/// </summary>
internal sealed class NormalExperiment : Experiment
{
    private const double Tolerance = 0.05;
    private const double WeightDecay = 1e-4;
    private const double Dropout = 0.1;

    private static readonly Target s_target = new(new NormalComponent([4], 1.25));

    public override string Name => "normal";

    public override string Description =>
        "A linear generator learns a normal distribution against a discriminator of three layers: plain, with L2, " +
        "with dropout, with both.";

    public override IReadOnlyList<Variant> CreateVariants(ExperimentSetup setup) =>
    [
        new("plain", () => Options(setup, weightDecay: 0, dropout: 0)),
        new("l2", () => Options(setup, WeightDecay, dropout: 0)),
        new("dropout", () => Options(setup, weightDecay: 0, Dropout)),
        new("l2-dropout", () => Options(setup, WeightDecay, Dropout)),
    ];

    public override ISampleSource OpenData(ExperimentSetup setup, int seed, CancellationToken cancellation) =>
        s_target.Open(Name, seed);

    public override TrialObserver CreateObserver(
        LatentGanOptions options, ISampleSource data, GeneratorEvaluator? evaluator) =>
        new DensityTrace(s_target, data, options.Packing);

    public override string Verdict(IReadOnlyList<Trial> trials)
    {
        int close = trials.Count(trial => Error(trial) <= Tolerance);
        string variants = string.Join("; ", trials.GroupBy(trial => trial.Variant).Select(group =>
            $"{group.Key}: largest error {group.Max(Error):P1}"));
        return $"{close} of {trials.Count} trainings end within 5 % of the true mean and standard deviation " +
            $"({variants}). D of data and of generated samples is at most {trials.Max(Imbalance):0.000} from ½ over " +
            "the last tenth of each training.";
    }

    public override void Show(Report report, IReadOnlyList<Trial> trials)
    {
        Trial[] shown = [.. trials.DistinctBy(trial => trial.Variant)];
        var (mean, deviation) = s_target.Moments;
        report.Table(
            ["discriminator", "mean", "σ", "largest error", "D(x)", "D(G(z))"],
            [
                ["data", $"{mean:0.00}", $"{deviation:0.00}", "–", "½", "½"],
                .. trials.GroupBy(trial => trial.Variant).Select(group => new[]
                {
                    group.Key,
                    Estimate.Of(group, "mean").Text("0.000"),
                    Estimate.Of(group, "standard_deviation").Text("0.000"),
                    group.Max(Error).ToString("P1"),
                    Estimate.Of(group, "d_real").Text("0.000"),
                    Estimate.Of(group, "d_generated").Text("0.000"),
                }),
            ]);
        report.Paragraph(Estimate.Explanation);
        report.Heading("Generated mean and standard deviation");
        report.Charts(
            ("mean", DensityCharts.Compare("mean", shown, trial => trial.Variant, point => point.Generated.Mean, mean)),
            ("deviation", DensityCharts.Compare(
                "σ", shown, trial => trial.Variant, point => point.Generated.StandardDeviation, deviation)));
        report.Heading("Densities and D");
        report.Charts(shown.Select(trial => ($"densities-{trial.Variant}", DensityCharts.Densities(s_target, trial))));
        report.Heading("D along the training");
        report.Charts(shown.Select(trial => ($"scores-{trial.Variant}", DensityCharts.Scores(trial))));
    }

    private static LatentGanOptions Options(ExperimentSetup setup, double weightDecay, double dropout) => new()
    {
        Network = new Linear1D(),
        LatentSize = 1,
        BatchSize = 128,
        Steps = setup.Steps(5000),
        GeneratorOptimizer = new AdamSettings { LearningRate = 2e-3, Beta1 = 0, Beta2 = 0.99 },
        DiscriminatorOptimizer = new AdamSettings { LearningRate = 2e-3, Beta1 = 0, Beta2 = 0.99 },
        DiscriminatorWeightDecay = weightDecay,
        DiscriminatorDropout = dropout,
        EmaDecay = 0.995,
    };

    private static double Error(Trial trial) => Math.Max(
        Math.Abs(trial.Figures["mean"] / s_target.Moments.Mean - 1),
        Math.Abs(trial.Figures["standard_deviation"] / s_target.Moments.StandardDeviation - 1));

    private static double Imbalance(Trial trial) =>
        Math.Max(Math.Abs(trial.Figures["d_real"] - 0.5), Math.Abs(trial.Figures["d_generated"] - 0.5));
}
