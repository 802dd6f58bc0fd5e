using Ml.Gan.Data;
using Ml.Gan.Experiments.Reports;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using OxyPlot;
using static TorchSharp.torch;

namespace Ml.Gan.Experiments.Digits;

/// <summary>
/// What unlabeled digits add to 100 labeled ones: the same discriminator as a classifier, trained without and with a
/// GAN.
/// </summary>
internal sealed class SemiSupervisedExperiment : Experiment
{
    public override string Name => "semi-supervised";

    public override string Description =>
        "A classifier from 100 labels: the same D trained on the labels alone, by the Improved GAN and by LS-GAN " +
        "with unlabeled digits.";

    public override IReadOnlyList<int> DefaultSeeds => [1];

    public override bool TakesData => true;

    public override IReadOnlyList<Variant> CreateVariants(ExperimentSetup setup) =>
    [
        new("labels-alone", () => Options(setup, new LabelsAlone())),
        new("improved-gan", () => Options(setup, new SemiSupervised())),
        new("ls-gan", () => Options(setup, new SemiSupervisedLossSensitive())),
    ];

    public override ISampleSource OpenData(ExperimentSetup setup, int seed, CancellationToken cancellation) =>
        new DigitsSplit(setup, cancellation);

    public override TrialObserver CreateObserver(
        LatentGanOptions options, ISampleSource data, GeneratorEvaluator? evaluator) =>
        new ClassifierTrace((DigitsSplit)data, options.LatentSize);

    public override string Verdict(IReadOnlyList<Trial> trials) => string.Join(" ",
        trials.GroupBy(trial => trial.Variant).Select(group =>
            $"{group.Key} classifies {Error(group).Text("0.0", 100)} % of the held-out digits wrongly."));

    public override void Show(Report report, IReadOnlyList<Trial> trials)
    {
        Trial[] shown = [.. trials.DistinctBy(trial => trial.Variant)];
        report.Table(
            ["way of training", "wrong of the held-out digits", "seconds"],
            trials.GroupBy(trial => trial.Variant).Select(group => new[]
            {
                group.Key,
                $"{Error(group).Text("0.0", 100)} %",
                Estimate.Of(group.Select(trial => trial.Seconds)).Text("0"),
            }));
        report.Paragraph(Estimate.Explanation);
        report.Charts(("errors", Errors(shown)));
        foreach (var trial in shown)
        {
            report.Heading($"Generated digits along the training, {trial.Variant}");
            report.Pictures(Trace(trial).Stages.Pictures($"images-{trial.Variant}"));
        }
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

    private static Chart Errors(IReadOnlyList<Trial> trials)
    {
        var chart = new Chart(
            "Held-out digits classified wrongly", "One line for each way of training.",
            new ChartAxis("generator steps", 0, trials.Max(trial => trial.Steps)), new ChartAxis("error", 0, 1));
        foreach (var trial in trials)
            chart.Line(trial.Variant, Trace(trial).Points.Select(point => new DataPoint(point.Step, point.Error)));
        return chart;
    }

    private static Estimate Error(IEnumerable<Trial> trials) => Estimate.Of(trials, ClassifierTrace.Error);

    private static ClassifierTrace Trace(Trial trial) => (ClassifierTrace)trial.Observer;

    /// <summary>
    /// No GAN at all: the discriminator learns the classes from the labeled samples and nothing from the others, and
    /// the generator nothing.
    /// </summary>
    private sealed record LabelsAlone : Objective, IClassifyingObjective
    {
        public override string Name => "labels-alone";

        public bool NeedsEveryLabel => false;

        public override bool ScoresSamples => false;

        public override Tensor Score(Tensor outputs) => outputs.max(1).values;

        public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
            0 * real.Outputs!.sum();

        public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
            0 * generated.Outputs!.sum();
    }

    /// <summary>
    /// Records what a discriminator gets wrong of held-out samples along its training, and the generator's images of
    /// the same latents.
    /// </summary>
    private sealed class ClassifierTrace(DigitsSplit data, int latentSize) : TrialObserver
    {
        public const string Error = "test_error";

        private const int CurvePoints = 24;

        /// <summary>Share of held-out samples that is classified wrongly, along the training.</summary>
        public List<(long Step, double Error)> Points { get; } = [];

        /// <summary>The same latents as images, along the training.</summary>
        public ImageStages Stages { get; } = new(data.Shape, latentSize);

        public override void StepCompleted(TrainingStep step)
        {
            if (step.IsOneOf(CurvePoints))
                Points.Add((step.Step, Test((LatentGan)step.Model)));
            Stages.StepCompleted(step);
        }

        public override IReadOnlyDictionary<string, double> Measure(LatentGan gan) =>
            new Dictionary<string, double> { [Error] = Test(gan) };

        private double Test(LatentGan gan) => ClassificationTest.Run(gan, data.HeldOut).Error;
    }
}
