namespace Ml.Gan.Measures;

/// <summary>
/// Reverse Kullback-Leibler divergence KL(p ‖ uniform) of the classes that samples are assigned to (<see cref="ModeCoverage.Divergence"/>), as
/// reported for stacked digits.
/// </summary>
public sealed record ClassDivergence() : ClassMeasure(
    "class-divergence", "class divergence", "how unevenly samples are spread over the classes", Better.Smaller)
{
    /// <inheritdoc/>
    public override string Unit => "nats";

    /// <inheritdoc/>
    protected override double Compute(ClassPredictions predictions) =>
        ModeCoverage.Of(predictions.Classes, predictions.ClassCount).Divergence;
}
