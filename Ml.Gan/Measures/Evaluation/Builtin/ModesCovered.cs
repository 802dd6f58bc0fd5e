namespace Ml.Gan.Measures;

/// <summary><see cref="ModeCoverage.Covered"/> of the samples.</summary>
/// <param name="Modes">The modes that there are.</param>
public sealed record ModesCovered(IModes Modes) : Measure("modes", "modes covered",
    "modes that samples reach", Better.Larger)
{
    /// <inheritdoc/>
    public override bool UsesFeatures => false;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) => Modes.Cover(candidate.Samples).Covered;
}
