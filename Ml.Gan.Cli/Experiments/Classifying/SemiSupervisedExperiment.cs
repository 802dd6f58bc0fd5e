using System.Xml.Linq;
using Ml.Gan.Cli.Experiments.Charts;
using Ml.Gan.Cli.Experiments.Charts.Marks;
using Ml.Gan.Cli.Experiments.Reports;
using Ml.Gan.Data;
using Ml.Gan.Measures;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using Ml.Gan.Models;

namespace Ml.Gan.Cli.Experiments.Classifying;

/// <summary>What unlabelled digits add to 100 labelled ones: the same discriminator as a classifier, trained without and with a GAN.</summary>
internal sealed class SemiSupervisedExperiment : Experiment
{
    private const string Alone = "labels-alone";

    public override string Name => "semi-supervised";

    public override string Description =>
        "A classifier from 100 labels: the same D trained on the labels alone, by the Improved GAN and by LS-GAN with unlabelled digits.";

    public override IReadOnlyList<int> DefaultSeeds => [1];

    public override bool TakesData => true;

    public override IReadOnlyList<Variant> CreateVariants(ExperimentSetup setup) =>
    [
        new(Alone, () => Options(setup, new LabelsAlone())),
        new("improved-gan", () => Options(setup, new SemiSupervised())),
        new("ls-gan", () => Options(setup, new SemiSupervisedLossSensitive())),
    ];

    public override ISampleSource OpenData(ExperimentSetup setup, int seed, CancellationToken cancellation) => new DigitsSplit(setup, cancellation);

    public override TrialObserver CreateObserver(LatentGanOptions options, ISampleSource data, GeneratorEvaluator? evaluator) =>
        new ClassifierTrace((DigitsSplit)data, options.LatentSize);

    public override Findings Conclude(IReadOnlyList<Trial> trials)
    {
        Trial[] shown = [.. trials.DistinctBy(trial => trial.Variant)];
        return new Findings(
            Verdict(trials),
            [
                Table(trials).ToHtml(),
                Html.Figures(Errors(shown)),
                Html.Heading("Generated digits along the training"),
                Html.Figures(shown.Select(trial =>
                    Html.Figure(trial.Variant, AnimationPlayer.Of($"Images, {trial.Variant}", Trace(trial).Pictures)))),
            ]);
    }

    private static LatentGanOptions Options(ExperimentSetup setup, Objective objective) => new()
    {
        Network = new Dcgan { Width = setup.Quick ? 2 : 32 },
        Objective = objective,
        LabeledSamples = setup.Quick ? 20 : 100,
        BatchSize = setup.Quick ? 8 : 64,
        Steps = setup.Steps(4000),
        Augmentation = new DiffAugment { Color = false, Cutout = false },
        LinearDecayStart = 0.5,
    };

    private static ReportTable Table(IReadOnlyList<Trial> trials)
    {
        var table = new ReportTable("Results", "way of training", "wrong of the held-out digits", "seconds");
        foreach (var group in trials.GroupBy(trial => trial.Variant))
            table.Add(group.Key, $"{Error(group).Text("0.0", 100)} %", Estimate.Of(group.Select(trial => trial.Seconds)).Text("0"));
        return table;
    }

    private static XElement Errors(IReadOnlyList<Trial> trials)
    {
        var chart = new Chart
        {
            Title = "Held-out digits classified wrongly",
            Description = "One line for each way of training.",
            X = new Axis("generator steps", 0, trials.Max(trial => trial.Steps)),
            Y = new Axis("error", 0, 1),
            Marks =
            [
                .. trials.Select((trial, i) => new LineMark([.. Trace(trial).Points.Select(point => new Point(point.Step, point.Error))])
                {
                    Name = trial.Variant, Colour = i,
                }),
            ],
        };
        return Html.Figure(chart.Title, chart.ToSvg());
    }

    private static string Verdict(IReadOnlyList<Trial> trials) => string.Join(" ", trials.GroupBy(trial => trial.Variant).Select(group =>
        $"{group.Key} classifies {Error(group).Text("0.0", 100)} % of the held-out digits wrongly."));

    private static Estimate Error(IEnumerable<Trial> trials) => Estimate.Of(trials, ClassifierTrace.Error);

    private static ClassifierTrace Trace(Trial trial) => (ClassifierTrace)trial.Observer;
}
