using Ml.Gan.Cli.Evaluation;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using static Ml.Gan.Cli.Training.TrainOptionKinds;

namespace Ml.Gan.Cli.Training;

/// <summary>The options of <c>mlgan train</c> for evaluations on the way.</summary>
internal static class EvaluationOptionGroup
{
    private static readonly (string Name, Metric Metric)[] s_rankingMetrics =
    [
        .. Catalog.Metrics.Entries.Select(entry => (entry.Name, Metric: Catalog.Metrics.Parse(entry.Name)))
            .Where(named => named.Metric.Direction != MetricDirection.CloserToRealIsBetter),
    ];

    public static IReadOnlyList<TrainOption> Create() =>
    [
        Number("--evaluate-every", s => s.EvaluateEvery, 1, long.MaxValue,
            "Steps between two evaluations; the best generator is kept.") with { Default = "no evaluation" },
        new TrainOption<Metric?>(
            new ChoiceOption<Metric?>("--evaluate-metric",
                "Metric that tells the best generator; see 'mlgan evaluate --help'.",
                [.. s_rankingMetrics.Select(named => (named.Name, (Metric?)named.Metric))]),
            s => s.EvaluationMetric, metric => metric!.Name)
        {
            DefaultValue = new TrainingEvaluation().Metric.Name,
            DetailOf = ("--evaluate-every", s => s.Evaluation is not null),
        },
        Number("--evaluate-count", s => s.EvaluationCount, 10, 50_000,
            "Generated images of an evaluation, and real ones to compare them with.") with
        {
            Default = $"{new TrainingEvaluation().Count}, or {OpenedFeatures.NetworkCount} by a network's features",
            DetailOf = ("--evaluate-every", s => s.Evaluation is not null),
        },
        new TrainOption<FeatureChoice?>(FeatureChoice.Option(), s => s.Features, features => features!.Text)
        {
            Default = FeatureChoice.Default,
            DetailOf = ("--evaluate-every", s => s.Evaluation is not null),
        },
        new TrainOption<PixelNormalization?>(
            FeatureChoice.RangeOption(), s => s.FeaturesRange, pixels => pixels!.Name)
        {
            Default = "what the file says, else imagenet",
            DetailOf = ("--features FILE.onnx", s => s.Features is { IsFile: true }),
        },
        Number("--patience", s => s.Patience, 1, int.MaxValue,
            "Evaluations without a better one before the training stops.") with
        {
            Default = "it goes on to its end",
            DetailOf = ("--evaluate-every", s => s.Evaluation is not null),
            IsListed = true,
        },
    ];
}
