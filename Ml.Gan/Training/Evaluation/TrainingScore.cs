using Ml.Gan.Metrics;

namespace Ml.Gan.Training.Evaluation;

/// <summary>One evaluation of a generator in training.</summary>
/// <param name="Step">Steps completed.</param>
/// <param name="Metric">What was computed.</param>
/// <param name="Value">Its value.</param>
/// <param name="Reference">What as many other real samples get.</param>
/// <param name="IsBest">Whether it is the best so far.</param>
public sealed record TrainingScore(long Step, Metric Metric, double Value, double Reference, bool IsBest);
