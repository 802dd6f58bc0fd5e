using Ml.Gan.Metrics;
using Ml.Gan.Training;

namespace Ml.Gan.Models;

/// <summary>
/// Evaluation of a generator while it is trained, when that ends the training, and which weights are kept.
/// </summary>
public sealed record TrainingEvaluation
{
    /// <summary>Steps between two evaluations, at least 1; the last step is evaluated too. Default 500.</summary>
    public long Interval { get; init; } = 500;

    /// <summary>
    /// Metric to compute, lower or higher being better. Default <see cref="MaximumMeanDiscrepancy"/>.
    /// </summary>
    public Metric Metric { get; init; } = new MaximumMeanDiscrepancy();

    /// <summary>
    /// Generated samples, the same latents each time, and real ones to compare them with. Default 1000.
    /// </summary>
    public int Count { get; init; } = 1000;

    /// <summary>
    /// Space that samples are compared in, as <see cref="OnnxFeatures"/>; stays the caller's, and is needed as long as
    /// the training runs. Default null: as of <see cref="EvaluationOptions.Features"/>.
    /// </summary>
    public FeatureSpace? Features { get; init; }

    /// <summary>
    /// Stops the training after this many evaluations in a row without a new best one, at least 1. Default null: it
    /// goes on to its end.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>
    /// Whether the generator goes back to its best weights when the training has ended. Default true.
    /// </summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>
    /// File that each evaluation is written to as a JSON line (step, metric, features, value, real, best), replacing
    /// one that is there. Default null: none.
    /// </summary>
    public string? LogFile { get; init; }

    /// <summary>Told of each evaluation, on the training thread. Default null: nobody.</summary>
    public Action<TrainingScore>? Completed { get; init; }
}

/// <summary>One evaluation of a generator in training.</summary>
/// <param name="Step">Steps completed.</param>
/// <param name="Metric">What was computed.</param>
/// <param name="Value">Its value.</param>
/// <param name="Reference">What as many other real samples get.</param>
/// <param name="IsBest">Whether it is the best so far.</param>
public sealed record TrainingScore(long Step, Metric Metric, double Value, double Reference, bool IsBest)
    : TrainingMeasure(Step, Metric.Name, Value)
{
    /// <summary>
    /// Name of the metric for people, with the features that it compares: "MMD² (classifier features)".
    /// </summary>
    public override string Title { get; init; } = Metric.Title;

    /// <inheritdoc/>
    public override double? RealValue => Reference;
}
