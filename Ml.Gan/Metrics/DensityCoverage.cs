using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// Density and coverage (Naeem et al., "Reliable Fidelity and Diversity Metrics for Generative Models", 2020), by the
/// balls around N real rows that reach to their k-th nearest real neighbors: single outliers count less than in
/// precision and recall.
/// </summary>
/// <param name="Density">
/// Mean over M generated rows of the number of balls that each lies in, divided by k: quality. From 0; 1 on average
/// for equal distributions, above 1 where generated rows crowd where real ones are dense.
/// </param>
/// <param name="Coverage">Share of balls that hold a generated row, in [0, 1]: variety.</param>
public sealed record DensityCoverage(double Density, double Coverage)
{
    /// <summary>The neighbor that a ball reaches to unless told otherwise: 5, as in the paper.</summary>
    public const int DefaultNeighbor = 5;

    /// <summary>Density and coverage of generated rows.</summary>
    /// <param name="real">At least k + 1 rows.</param>
    /// <param name="generated">At least k + 1 rows of the same width.</param>
    /// <param name="neighbor">k, at least 1.</param>
    public static DensityCoverage Of(SampleRows real, SampleRows generated, int neighbor = DefaultNeighbor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbor, 1);
        SampleRows.RequireComparable(real, generated, neighbor + 1);
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var (x, y) = (real.ToTensor(), generated.ToTensor());
        var radii = NearestRows.SquaredRadii(x, neighbor);
        var balls = NearestRows.ForChunks(
            y, chunk => Distances.Squared(chunk, x).le(radii).to(ScalarType.Float64).sum(1));
        var nearest = NearestRows.ForChunks(x, chunk => Distances.Squared(chunk, y).amin(1));
        return new DensityCoverage(
            balls.mean().item<double>() / neighbor,
            nearest.le(radii).to(ScalarType.Float64).mean().item<double>());
    }
}

/// <summary>
/// Density of Naeem et al. (2020) between features: how many real samples' balls a generated one lies in, divided by
/// k. From 0; 1 is what real ones get.
/// </summary>
[CatalogEntry("how deep among real samples generated ones lie: quality", "Naeem et al., 2020")]
public sealed record Density() : Metric("density", "density", MetricDirection.HigherIsBetter)
{
    /// <summary>The neighbor that a ball reaches to. Default 5.</summary>
    public int Neighbor { get; init; } = DensityCoverage.DefaultNeighbor;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) =>
        candidate.ComparedWith(real, Neighbor, DensityCoverage.Of).Density;
}

/// <summary>
/// Coverage of Naeem et al. (2020) between features: the share of real samples with a generated one within their balls,
/// in [0, 1].
/// </summary>
[CatalogEntry("share of real samples with a generated one close by: variety", "Naeem et al., 2020")]
public sealed record Coverage() : Metric("coverage", "coverage", MetricDirection.HigherIsBetter)
{
    /// <summary>The neighbor that a ball reaches to. Default 5.</summary>
    public int Neighbor { get; init; } = DensityCoverage.DefaultNeighbor;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) =>
        candidate.ComparedWith(real, Neighbor, DensityCoverage.Of).Coverage;
}
