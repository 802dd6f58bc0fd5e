using Ml.Gan.Data;
using Ml.Gan.Experiments.Reports;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Experiments.OneDimensional;

/// <summary>
/// Two modes, near each other or far apart, and a generator that has one (<see cref="Linear1D"/>) or can have both
/// (<see cref="Mlp"/>).
/// </summary>
internal sealed class MixtureExperiment(bool isLinear, bool isFar) : Experiment
{
    private readonly Target _target = new(new NormalComponent([-1], 0.5), new NormalComponent([isFar ? 19 : 1], 0.5));

    public override string Name => $"mixture-{(isLinear ? "linear" : "mlp")}{(isFar ? "-far" : "")}";

    public override string Description =>
        $"{(isLinear ? "A linear generator" : "An MLP, 1-256-256-1,")} meets two modes " +
        $"{(isFar ? "far from" : "near")} each other.";

    public override IReadOnlyList<int> DefaultSeeds => [1, 2, 3, 4, 5];

    public override IReadOnlyList<Variant> CreateVariants(ExperimentSetup setup) => isLinear
        ? [new("linear", () => Options(setup, packing: 1))]
        : [new("mlp", () => Options(setup, packing: 1)), new("mlp-packing4", () => Options(setup, packing: 4))];

    public override ISampleSource OpenData(ExperimentSetup setup, int seed, CancellationToken cancellation) =>
        _target.Open(Name, seed);

    public override TrialObserver CreateObserver(
        LatentGanOptions options, ISampleSource data, GeneratorEvaluator? evaluator) =>
        new DensityTrace(_target, data, options.Packing);

    public override string Verdict(IReadOnlyList<Trial> trials)
    {
        var (mean, deviation) = _target.Moments;
        return $"The data have the mean {Number(mean)} and σ {Number(deviation)}. " + string.Join(" ",
            trials.GroupBy(trial => trial.Variant).Select(group => Verdict(group.Key, [.. group])));
    }

    public override void Show(Report report, IReadOnlyList<Trial> trials)
    {
        ShowTable(report, trials);
        report.Heading("Densities and D");
        foreach (var trial in trials.DistinctBy(trial => trial.Variant))
            report.Charts(
                ($"densities-{trial.Variant}", DensityCharts.Densities(_target, trial)),
                ($"scores-{trial.Variant}", DensityCharts.Scores(trial)));
        report.Heading("Mean and standard deviation of generated samples");
        report.Charts(
            ("mean", DensityCharts.Compare(
                "mean", trials, SeedName, point => point.Generated.Mean, _target.Moments.Mean)),
            ("deviation", DensityCharts.Compare(
                "σ", trials, SeedName, point => point.Generated.StandardDeviation,
                _target.Moments.StandardDeviation)));
    }

    private LatentGanOptions Options(ExperimentSetup setup, int packing)
    {
        var optimizer = new AdamSettings
        {
            LearningRate = isLinear ? 2e-3 : 1e-3,
            Beta1 = isLinear ? 0 : 0.5,
            Beta2 = 0.99,
        };
        return new LatentGanOptions
        {
            Network = isLinear
                ? new Linear1D()
                : new Mlp
                {
                    GeneratorWidths = [256, 256],
                    DiscriminatorWidths = [128, 128],
                    GeneratorBatchNorm = false,
                },
            LatentSize = 1,
            BatchSize = 256,
            Packing = packing,
            Steps = setup.Steps(4000),
            GeneratorOptimizer = optimizer,
            DiscriminatorOptimizer = optimizer,
            EmaDecay = 0.99,
        };
    }

    private static string SeedName(Trial trial) => $"{trial.Variant}, seed {trial.Seed}";

    private string Verdict(string variant, Trial[] trials)
    {
        var outcomes = trials.GroupBy(trial => ModeOutcomes.Of(_target, trial.Figures))
            .OrderByDescending(group => group.Count())
            .Select(group => $"{group.Key.InWords()} in {group.Count()} of {trials.Length} trainings");
        return $"The {variant} generator {string.Join(" and ", outcomes)}: " +
            $"mean {Estimate.Of(trials, "mean").Text()}, " +
            $"σ {Estimate.Of(trials, "standard_deviation").Text()}, " +
            $"Kolmogorov-Smirnov distance to the data {Estimate.Of(trials, "kolmogorov_distance").Text()}.";
    }

    private void ShowTable(Report report, IReadOnlyList<Trial> trials)
    {
        var modes = _target.Components;
        var (low, high) = ModeShares.Middle(modes);
        report.Table(
            [
                "generator", "seed", "outcome", "mean", "σ", "KS distance",
                .. modes.Select(mode => $"nearest to {Number(mode.Mean[0])}"), "between", "D(x)", "D(G(z))",
            ],
            [
                [
                    "data", "", "", Number(_target.Moments.Mean), Number(_target.Moments.StandardDeviation), "0",
                    .. modes.Select(mode => $"{mode.Weight:P0}"), $"{_target.Share(low, high):P0}", "½", "½",
                ],
                .. trials.OrderBy(trial => trial.Variant, StringComparer.Ordinal).Select(trial => (string[])
                [
                    trial.Variant,
                    $"{trial.Seed}",
                    ModeOutcomes.Of(_target, trial.Figures).InWords(),
                    Number(trial.Figures["mean"]),
                    Number(trial.Figures["standard_deviation"]),
                    Number(trial.Figures["kolmogorov_distance"]),
                    .. modes.Select((_, mode) => $"{trial.Figures[ModeShares.Figure(mode)]:P0}"),
                    $"{trial.Figures[ModeShares.Between]:P0}",
                    Number(trial.Figures["d_real"]),
                    Number(trial.Figures["d_generated"]),
                ]),
            ]);
    }

    private static string Number(double value) => value.ToString("0.00").Replace('-', '−');
}
