namespace Ml.Gan.Measures;

/// <summary><see cref="ModeCoverage.Divergence"/> of the samples.</summary>
/// <param name="Modes">The modes that there are.</param>
public sealed record ModeDivergence(IModes Modes) : Measure("mode-divergence", "divergence over modes",
    "how unevenly samples are spread over the modes", Better.Smaller)
{
    /// <inheritdoc/>
    public override string Unit => "nats";

    /// <inheritdoc/>
    public override bool UsesFeatures => false;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) => Modes.Cover(candidate.Samples).Divergence;
}
