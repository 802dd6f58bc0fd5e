using Ml.Gan.Experiments.Reports;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Experiments.Digits;

/// <summary>
/// Digits by the simplest networks: D 784-100-1 with L2 and dropout against G 100-784 with a sigmoid, D trained once or
/// twice for each
/// time that G is.
/// </summary>
internal sealed class DigitsMlpExperiment : DigitsExperiment
{
    private const int LatentSize = 100;

    public override string Name => "digits-mlp";

    public override string Description =>
        "Digits by D 784-100-1 (L2 1e-4, dropout 0.5) against G 100-784 (sigmoid), trained D:G 1:1 and 2:1.";

    public override IReadOnlyList<Variant> CreateVariants(ExperimentSetup setup) =>
    [
        new("1:1", () => Options(setup, discriminatorSteps: 1)),
        new("2:1", () => Options(setup, discriminatorSteps: 2)),
    ];

    public override string Verdict(IReadOnlyList<Trial> trials) => string.Join(" ",
        trials.GroupBy(trial => trial.Variant).Select(group =>
            $"D:G {group.Key}: Fréchet distance {Estimate.Of(group, "frechet").Text("0.0")}, " +
            $"precision {Estimate.Of(group, "precision").Text()}, recall {Estimate.Of(group, "recall").Text()}."));

    public override void Show(Report report, IReadOnlyList<Trial> trials)
    {
        ShowTable(report, "D:G", trials);
        foreach (var trial in trials.DistinctBy(trial => trial.Variant))
        {
            string name = Report.Slug(trial.Variant);
            report.Heading($"The same latents along the training, D:G {trial.Variant}");
            report.Pictures(Trace(trial).Stages.Pictures($"images-{name}"));
            report.Charts(($"scores-{name}", Scores(trial)), ($"losses-{name}", Losses(trial)));
        }
    }

    private static LatentGanOptions Options(ExperimentSetup setup, int discriminatorSteps) => new()
    {
        Network = new Mlp
        {
            GeneratorWidths = [],
            SigmoidOutput = true,
            DiscriminatorWidths = [100],
            DiscriminatorActivation = Activation.LeakyRelu,
        },
        LatentSize = LatentSize,
        BatchSize = 100,
        Steps = setup.Steps(12_000),
        DiscriminatorSteps = discriminatorSteps,
        DiscriminatorWeightDecay = 1e-4,
        DiscriminatorDropout = 0.5,
        GeneratorOptimizer = new AdamSettings { LearningRate = 1e-3, Beta1 = 0.5 },
        DiscriminatorOptimizer = new AdamSettings { LearningRate = 1e-3, Beta1 = 0.5 },
    };
}
