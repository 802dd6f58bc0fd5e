namespace Ml.Gan.Measures;

/// <summary><see cref="ModeCoverage.HighQualityShare"/> of the samples.</summary>
/// <param name="Modes">The modes that there are.</param>
public sealed record HighQualityShare(IModes Modes) : Measure("high-quality", "high-quality share",
    "share of samples near a mode", Better.Larger)
{
    /// <inheritdoc/>
    public override bool UsesFeatures => false;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) => Modes.Cover(candidate.Samples).HighQualityShare;
}
