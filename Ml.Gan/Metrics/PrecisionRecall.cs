using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// Improved precision and recall (Kynkäänniemi et al., "Improved Precision and Recall Metric for Assessing Generative
/// Models", 2019): a set's manifold is the union of balls around its rows, each reaching to the row's k-th nearest
/// neighbor in the set.
/// </summary>
/// <param name="Precision">Share of generated rows within the real rows' manifold, in [0, 1]: quality.</param>
/// <param name="Recall">Share of real rows within the generated rows' manifold, in [0, 1]: variety.</param>
public sealed record PrecisionRecall(double Precision, double Recall)
{
    /// <summary>The neighbor that a ball reaches to unless told otherwise: 3, as in the paper.</summary>
    public const int DefaultNeighbor = 3;

    /// <summary>Precision and recall of generated rows; both sets should be of about the same size.</summary>
    /// <param name="real">At least k + 1 rows.</param>
    /// <param name="generated">At least k + 1 rows of the same width.</param>
    /// <param name="neighbor">k, at least 1.</param>
    public static PrecisionRecall Of(SampleRows real, SampleRows generated, int neighbor = DefaultNeighbor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbor, 1);
        SampleRows.RequireComparable(real, generated, neighbor + 1);
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var (x, y) = (real.ToTensor(), generated.ToTensor());
        var (ofReal, ofGenerated) = (NearestRows.SquaredRadii(x, neighbor), NearestRows.SquaredRadii(y, neighbor));
        return new PrecisionRecall(ShareWithin(y, x, ofReal), ShareWithin(x, y, ofGenerated));
    }

    /// <summary>Share of rows that lie in at least one ball.</summary>
    private static double ShareWithin(Tensor rows, Tensor centers, Tensor squaredRadii)
    {
        using var within = NearestRows.ForChunks(
            rows, chunk => Distances.Squared(chunk, centers).le(squaredRadii).any(1).to(ScalarType.Float64));
        return within.mean().item<double>();
    }
}

/// <summary>
/// Precision of Kynkäänniemi et al. (2019) between features: the share of generated samples within the real ones'
/// manifold, in [0, 1].
/// </summary>
[CatalogEntry("share of generated samples that could be real: quality", "Kynkäänniemi et al., 2019")]
public sealed record Precision() : Metric("precision", "precision", MetricDirection.HigherIsBetter)
{
    /// <summary>The neighbor that a ball reaches to. Default 3.</summary>
    public int Neighbor { get; init; } = PrecisionRecall.DefaultNeighbor;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) =>
        candidate.ComparedWith(real, Neighbor, PrecisionRecall.Of).Precision;
}

/// <summary>
/// Recall of Kynkäänniemi et al. (2019) between features: the share of real samples within the generated ones'
/// manifold, in [0, 1].
/// </summary>
[CatalogEntry("share of real samples that could be generated: variety", "Kynkäänniemi et al., 2019")]
public sealed record Recall() : Metric("recall", "recall", MetricDirection.HigherIsBetter)
{
    /// <summary>The neighbor that a ball reaches to. Default 3.</summary>
    public int Neighbor { get; init; } = PrecisionRecall.DefaultNeighbor;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) =>
        candidate.ComparedWith(real, Neighbor, PrecisionRecall.Of).Recall;
}
