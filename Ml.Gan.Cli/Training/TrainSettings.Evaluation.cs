using Ml.Gan.Cli.Evaluation;
using Ml.Gan.Metrics;
using Ml.Gan.Models;

namespace Ml.Gan.Cli.Training;

/// <content>How the generator is evaluated while it is trained.</content>
internal sealed partial record TrainSettings
{
    /// <summary>How the generator is evaluated, without the file for it; null where it isn't.</summary>
    public TrainingEvaluation? Evaluation { get; set; }

    /// <summary>Steps between two evaluations.</summary>
    public long? EvaluateEvery
    {
        get => Evaluation?.Interval;
        set => Evaluation = value is { } interval ? new TrainingEvaluation { Interval = interval } : null;
    }

    /// <summary>Metric of the evaluation, which there has to be.</summary>
    public Metric? EvaluationMetric
    {
        get => Evaluation?.Metric;
        set => Evaluation = Evaluation! with { Metric = value! };
    }

    /// <summary>
    /// Generated images of the evaluation, and real ones; null for as many as the features permit in good time.
    /// </summary>
    public int? EvaluationCount { get; set; }

    /// <summary>What images are compared by in the evaluation; null for what suits the data.</summary>
    public FeatureChoice? Features { get; set; }

    /// <summary>What the pixels of the evaluation's network are; null for what its file says.</summary>
    public PixelNormalization? FeaturesRange { get; set; }

    /// <summary>Patience of the evaluation, which there has to be.</summary>
    public int? Patience
    {
        get => Evaluation?.Patience;
        set => Evaluation = Evaluation! with { Patience = value };
    }
}
