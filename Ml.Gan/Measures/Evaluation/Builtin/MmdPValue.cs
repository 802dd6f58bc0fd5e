namespace Ml.Gan.Measures;

/// <summary>P-value of the permutation test of <see cref="MaximumMeanDiscrepancy"/> between features; of larger sets, the first 4,000 samples enter.</summary>
public sealed record MmdPValue() : Measure("mmd-p", "MMD p-value",
    "below 0.05: the test tells generated from real", Better.Larger)
{
    /// <summary>Random permutations. Default 500.</summary>
    public int Permutations { get; init; } = 500;

    /// <summary>Seed of the permutations. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) =>
        MaximumMeanDiscrepancy.Test(real.Features.First(Mmd.MostRows), candidate.Features.First(Mmd.MostRows), Permutations, Seed).PValue;
}
