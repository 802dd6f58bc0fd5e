using Ml.Gan.Experiments.Reports;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;

namespace Ml.Gan.Experiments.Digits;

/// <summary>
/// Every objective on the same digits with the same networks and the same number of steps, but for those that need
/// labels.
/// </summary>
internal sealed class ObjectivesExperiment : DigitsExperiment
{
    public override string Name => "objectives";

    public override string Description =>
        "Every objective that needs no labels on the same digits with the same small DCGAN and the same number of " +
        "generator steps.";

    public override IReadOnlyList<Variant> CreateVariants(ExperimentSetup setup) =>
    [
        .. Catalog.Objectives.Entries.Select(entry => Catalog.Objectives.Parse(entry.Name))
            .Where(objective => objective is not IClassifyingObjective)
            .Select(objective => new Variant(objective.Name.Split(':')[0], () => Options(setup, objective))),
    ];

    public override string Verdict(IReadOnlyList<Trial> trials)
    {
        var variants = trials.GroupBy(trial => trial.Variant).ToArray();
        var ranked = variants.Select(group => (group.Key, Distance: Estimate.Of(group, "frechet")))
            .OrderBy(row => row.Distance.Mean).ToArray();
        var fastest = variants.MinBy(group => Estimate.Of(group, "milliseconds_per_step").Mean)!;
        return $"By the Fréchet distance to real digits, the nearest is {ranked[0].Key} " +
            $"({ranked[0].Distance.Text("0.0")}) and the farthest {ranked[^1].Key} " +
            $"({ranked[^1].Distance.Text("0.0")}); {fastest.Key} takes the shortest steps " +
            $"({Estimate.Of(fastest, "milliseconds_per_step").Text("0.0")} ms).";
    }

    public override void Show(Report report, IReadOnlyList<Trial> trials)
    {
        Trial[] shown = [.. trials.DistinctBy(trial => trial.Variant)];
        ShowTable(report, "objective", trials);
        report.Heading("After the last step");
        report.Pictures(shown.Select(trial => (
            $"images-{trial.Variant}", $"{trial.Variant}, Fréchet distance {trial.Figures["frechet"]:0.0}",
            Trace(trial).Stages.Last)));
        report.Heading("Losses");
        report.Charts(shown.Select(trial => ($"losses-{trial.Variant}", Losses(trial))));
    }

    private static LatentGanOptions Options(ExperimentSetup setup, Objective objective) => new()
    {
        Network = new Dcgan { Width = setup.Quick ? 2 : 16 },
        Objective = objective,
        LatentSize = 32,
        BatchSize = setup.Quick ? 8 : 64,
        Steps = setup.Steps(1500),
        EmaDecay = 0.99,
    };
}
