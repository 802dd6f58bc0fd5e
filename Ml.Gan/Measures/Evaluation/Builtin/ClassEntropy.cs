namespace Ml.Gan.Measures;

/// <summary>Entropy of the classes that samples are assigned to: from 0 (one class only) to log₂ K (all equally often).</summary>
public sealed record ClassEntropy() : ClassMeasure(
    "class-entropy", "class balance", "entropy of the classes found; low where some are rare", Better.Larger)
{
    /// <inheritdoc/>
    public override string Unit => "bits";

    /// <inheritdoc/>
    protected override double Compute(ClassPredictions predictions) =>
        ModeCounts.Entropy(ModeCounts.Of(predictions.Classes, predictions.ClassCount));
}
