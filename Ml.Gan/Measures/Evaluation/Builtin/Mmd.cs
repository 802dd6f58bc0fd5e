namespace Ml.Gan.Measures;

/// <summary>
/// <see cref="MaximumMeanDiscrepancy"/> between features. Bandwidths come from the real samples alone, so that the kernel stays
/// the same while a generator learns.
/// </summary>
public sealed record Mmd() : Measure("mmd", "MMD²",
    "difference of the distributions; around 0 where there is none", Better.Smaller)
{
    /// <summary>The σ of the kernels. Default null: <see cref="MaximumMeanDiscrepancy.MedianBandwidths"/> of the real samples.</summary>
    public IReadOnlyList<double>? Bandwidths { get; init; }

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) => MaximumMeanDiscrepancy.Squared(
        real.Features, candidate.Features, Bandwidths ?? MaximumMeanDiscrepancy.MedianBandwidths(real.Features));
}
