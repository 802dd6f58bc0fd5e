using Ml.Gan.Cli.Experiments.Reports;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using Ml.Gan.Training.Optimizers;

namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>
/// Two modes, near each other or far apart, and a generator that has one (<see cref="Linear1D"/>) or can have both (<see cref="Mlp"/>).
/// </summary>
internal sealed class MixtureExperiment(bool isLinear, bool isFar) : Experiment
{
    private readonly Target _target = new(new NormalComponent([-2], 0.5), new NormalComponent([isFar ? 18 : 2], 0.5));

    public override string Name => $"mixture-{(isLinear ? "linear" : "mlp")}{(isFar ? "-far" : "")}";

    public override string Description =>
        $"{(isLinear ? "A linear generator" : "An MLP, 1-256-256-1," )} meets two modes {(isFar ? "far from" : "near")} each other.";

    public override IReadOnlyList<int> DefaultSeeds => [1, 2, 3, 4, 5];

    public override IReadOnlyList<Variant> CreateVariants(ExperimentSetup setup) =>
        [new(isLinear ? "linear" : "mlp", () => Options(setup))];

    public override ISampleSource OpenData(ExperimentSetup setup, int seed, CancellationToken cancellation) => _target.Open(Name, seed);

    public override TrialObserver CreateObserver(ExperimentSetup setup, ISampleSource data) => new DensityTrace(_target, data);

    public override Findings Conclude(IReadOnlyList<Trial> trials)
    {
        Trial[] good = [.. trials.Where(trial => trial.Problem is null)];
        if (good.Length == 0)
            return new Findings("No training was completed.", []);
        return new Findings(
            Verdict(good),
            [
                Table(good).ToHtml(),
                Html.Heading("Densities and D"),
                Html.Figures(TraceCharts.Density(_target, good[0]), TraceCharts.Scores(good[0])),
                Html.Heading("Mean and standard deviation of generated samples"),
                Html.Figures(
                    TraceCharts.Compare("mean", good, SeedName, point => point.Generated.Mean, _target.Moments.Mean),
                    TraceCharts.Compare(
                        "σ", good, SeedName, point => point.Generated.StandardDeviation, _target.Moments.StandardDeviation)),
            ]);
    }

    private TrainingOptions Options(ExperimentSetup setup)
    {
        var optimizer = new AdamSettings { LearningRate = isLinear ? 2e-3 : 1e-3, Beta1 = isLinear ? 0 : 0.5, Beta2 = 0.99 };
        return new TrainingOptions
        {
            Network = isLinear
                ? new Linear1D()
                : new Mlp { GeneratorWidths = [256, 256], DiscriminatorWidths = [128, 128], GeneratorBatchNorm = false },
            LatentSize = 1,
            BatchSize = 256,
            Steps = setup.Steps(isLinear ? 4000 : 5000),
            GeneratorOptimizer = optimizer,
            DiscriminatorOptimizer = optimizer,
            EmaDecay = 0.99,
        };
    }

    private static string SeedName(Trial trial) => $"seed {trial.Seed}";

    private string Verdict(Trial[] trials)
    {
        var counts = trials.GroupBy(trial => ModeOutcomes.Of(_target, trial.Figures)).OrderByDescending(group => group.Count())
            .Select(group => $"{group.Key.InWords()} in {group.Count()} of {trials.Length} trainings");
        var (mean, deviation) = _target.Moments;
        double within = trials.Average(trial => ModeShares.From(trial.Figures).Within.Sum());
        return $"The generator {string.Join(", ", counts)}. Generated mean {Estimate.Of(trials, "mean").Text()} and σ " +
            $"{Estimate.Of(trials, "standard_deviation").Text()}, where the mixture has {mean:0.00} and {deviation:0.00}; " +
            $"{within:P0} of the samples are within 3σ of a mode.";
    }

    private ReportTable Table(Trial[] trials)
    {
        string[] modes = [.. _target.Components.Select(component => $"within 3σ of {component.Mean[0]:0}".Replace('-', '−'))];
        var table = new ReportTable("Results", ["seed", "outcome", "mean", "σ", .. modes, "D(x)", "D(G(z))"]);
        table.Add(
            [
                "data", "–", $"{_target.Moments.Mean:0.00}", $"{_target.Moments.StandardDeviation:0.00}",
                .. _target.Components.Select(component => component.Weight.ToString("P0")), "½", "½",
            ]);
        foreach (var trial in trials)
            table.Add(
                [
                    $"{trial.Seed}",
                    ModeOutcomes.Of(_target, trial.Figures).InWords(),
                    Number(trial.Figures["mean"]),
                    Number(trial.Figures["standard_deviation"]),
                    .. ModeShares.From(trial.Figures).Within.Select(share => share.ToString("P0")),
                    Number(trial.Figures["d_real"]),
                    Number(trial.Figures["d_generated"]),
                ]);
        return table;
    }

    private static string Number(double value) => value.ToString("0.00").Replace('-', '−');
}
