namespace Ml.Gan.Measures;

/// <summary>Standard deviation of one component of vectors.</summary>
/// <param name="Component">Which one, from 0.</param>
public sealed record ComponentDeviation(int Component) : Measure("deviation", $"deviation of component {Component}",
    "standard deviation of the samples", Better.LikeReal)
{
    /// <inheritdoc/>
    public override bool UsesFeatures => false;

    /// <inheritdoc/>
    public override string? Objection(SampleSet samples) => samples.Shape.IsImage ? "it is for vectors" : null;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) => ComponentMoments.Of(candidate.Samples).Deviations[Component];
}
