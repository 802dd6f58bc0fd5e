namespace Ml.Gan.Measures;

/// <summary>Share of samples whose class is clear to the classifier.</summary>
/// <param name="Threshold">The probability that the most probable class has to exceed. Default 0.9.</param>
public sealed record ConfidentShare(double Threshold = 0.9) : ClassMeasure(
    "confidence", "confident share", $"share of samples that the classifier is more than {100 * Threshold:0} % sure of",
    Better.Larger)
{
    /// <inheritdoc/>
    protected override double Compute(ClassPredictions predictions) =>
        predictions.Confidences.Count(confidence => confidence > Threshold) / (double)predictions.Confidences.Length;
}
