namespace Ml.Gan.Measures;

/// <summary>Number of classes that at least one sample is assigned to.</summary>
public sealed record ClassesCovered() : ClassMeasure(
    "classes", "classes covered", "classes that the classifier finds among the samples", Better.Larger)
{
    /// <inheritdoc/>
    protected override double Compute(ClassPredictions predictions) =>
        ModeCoverage.Of(predictions.Classes, predictions.ClassCount).Covered;
}
