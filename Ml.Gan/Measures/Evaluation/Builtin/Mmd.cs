namespace Ml.Gan.Measures;

/// <summary>
/// <see cref="MaximumMeanDiscrepancy"/> between features. Bandwidths come from the real samples alone, so that the kernel stays
/// the same while a generator learns. Of larger sets, the first 4,000 samples enter.
/// </summary>
public sealed record Mmd() : Measure("mmd", "MMD²",
    "difference of the distributions; around 0 where there is none", Better.Smaller)
{
    internal const int MostRows = 4000;

    /// <summary>The σ of the kernels. Default null: <see cref="MaximumMeanDiscrepancy.MedianBandwidths"/> of the real samples.</summary>
    public IReadOnlyList<double>? Bandwidths { get; init; }

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate)
    {
        var rows = real.Features.First(MostRows);
        return MaximumMeanDiscrepancy.Squared(
            rows, candidate.Features.First(MostRows), Bandwidths ?? MaximumMeanDiscrepancy.MedianBandwidths(rows));
    }
}
