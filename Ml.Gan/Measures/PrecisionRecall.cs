using static TorchSharp.torch;

namespace Ml.Gan.Measures;

/// <summary>
/// Improved precision and recall (Kynkäänniemi et al., "Improved Precision and Recall Metric for Assessing Generative Models",
/// 2019): a set's manifold is the union of balls around its rows, each reaching to the row's k-th nearest neighbour in the set.
/// </summary>
/// <param name="Precision">Share of generated rows within the real rows' manifold, in [0, 1]: quality.</param>
/// <param name="Recall">Share of real rows within the generated rows' manifold, in [0, 1]: variety.</param>
public sealed record PrecisionRecall(double Precision, double Recall)
{
    /// <summary>The neighbour that a ball reaches to unless told otherwise: 3, as in the paper.</summary>
    public const int DefaultNeighbour = 3;

    /// <summary>Precision and recall of generated rows; both sets should be of about the same size.</summary>
    /// <param name="real">At least k + 1 rows.</param>
    /// <param name="generated">At least k + 1 rows of the same width.</param>
    /// <param name="neighbour">k, at least 1.</param>
    public static PrecisionRecall Of(SampleRows real, SampleRows generated, int neighbour = DefaultNeighbour)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbour, 1);
        SampleRows.RequireComparable(real, generated, neighbour + 1);
        using var scope = NewDisposeScope();
        var (x, y) = (real.ToTensor(), generated.ToTensor());
        var distances = Distances.Squared(x, y);
        var withinReal = distances.le(SquaredRadii(x, neighbour).unsqueeze(1)).any(0);
        var withinGenerated = distances.le(SquaredRadii(y, neighbour).unsqueeze(0)).any(1);
        return new PrecisionRecall(Share(withinReal), Share(withinGenerated));
    }

    /// <summary>Squared distance of each row to its k-th nearest other row; the nearest of all is the row itself.</summary>
    private static Tensor SquaredRadii(Tensor rows, int neighbour)
    {
        using var scope = NewDisposeScope();
        var (nearest, _) = Distances.Squared(rows, rows).topk(neighbour + 1, dim: 1, largest: false);
        return nearest.amax(1).MoveToOuterDisposeScope();
    }

    private static double Share(Tensor truths) => truths.to(ScalarType.Float64).mean().item<double>();
}
