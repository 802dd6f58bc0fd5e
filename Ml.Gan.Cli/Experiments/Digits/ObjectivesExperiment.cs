using Ml.Gan.Models;
using Ml.Gan.Cli.Experiments.Reports;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Experiments.Digits;

/// <summary>
/// Every objective on the same digits with the same networks and the same number of steps, but for those that need labels.
/// </summary>
internal sealed class ObjectivesExperiment : DigitsExperiment
{
    public override string Name => "objectives";

    public override string Description => "Every objective that needs no labels on the same digits with the same small DCGAN and the same number of generator steps.";

    public override IReadOnlyList<Variant> CreateVariants(ExperimentSetup setup) =>

    [
        .. Catalog.Objectives.Entries.Select(entry => Catalog.Objectives.Parse(entry.Name)).Where(objective => objective is not IClassifyingObjective)
            .Select(objective => new Variant(objective.Name.Split(':')[0], () => Options(setup, objective))),
    ];

    public override Findings Conclude(IReadOnlyList<Trial> trials)
    {
        Trial[] shown = [.. trials.DistinctBy(trial => trial.Variant)];
        return new Findings(
            Verdict(trials),
            [
                DigitsTable.Create("objective", trials).ToHtml(),
                Html.Heading("After the last step"),
                Html.Figures(shown.Select(trial => ImageCharts.Last(trial, $"Fréchet distance {trial.Figures["frechet"]:0.0}"))),
                Html.Heading("Along the training"),
                Html.Figures(shown.Select(ImageCharts.Animation)),
                Html.Heading("Losses"),
                Html.Figures(shown.Select(ImageCharts.Losses)),
            ]);
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

    private static string Verdict(IReadOnlyList<Trial> trials)
    {
        var ranked = trials.GroupBy(trial => trial.Variant).Select(group => (group.Key, Distance: Estimate.Of(group, "frechet")))
            .OrderBy(row => row.Distance.Mean).ToArray();
        var fastest = trials.GroupBy(trial => trial.Variant).MinBy(group => Estimate.Of(group, "milliseconds_per_step").Mean)!;
        return $"By the Fréchet distance to real digits, the nearest is {ranked[0].Key} ({ranked[0].Distance.Text("0.0")}) and the farthest " +
            $"{ranked[^1].Key} ({ranked[^1].Distance.Text("0.0")}); {fastest.Key} takes the shortest steps " +
            $"({Estimate.Of(fastest, "milliseconds_per_step").Text("0.0")} ms).";
    }
}
