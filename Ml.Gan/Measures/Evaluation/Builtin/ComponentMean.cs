namespace Ml.Gan.Measures;

/// <summary>Mean of one component of vectors.</summary>
/// <param name="Component">Which one, from 0.</param>
public sealed record ComponentMean(int Component) : Measure("mean", $"mean of component {Component}",
    "mean of the samples", Better.LikeReal)
{
    /// <inheritdoc/>
    public override bool UsesFeatures => false;

    /// <inheritdoc/>
    public override string? Objection(SampleSet samples) => samples.Shape.IsImage ? "it is for vectors" : null;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) => ComponentMoments.Of(candidate.Samples).Means[Component];
}
