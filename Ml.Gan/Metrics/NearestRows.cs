using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>Nearest neighbors among the rows of matrices, for some rows at a time: memory grows with N only.</summary>
internal static class NearestRows
{
    private const int ChunkRows = 2000;

    /// <summary>This part of the rows' mean square.</summary>
    private const double RoundingPart = 1e-9;

    /// <summary>Squared distances up to this are rounding errors of equal rows.</summary>
    public static double Rounding(Tensor rows) =>
        RoundingPart * (rows - rows.mean([0])).square().sum(1).mean().item<double>();

    /// <summary>
    /// Squared distance of each row to its k-th nearest other row; the nearest of all is the row itself.
    /// </summary>
    public static Tensor SquaredRadii(Tensor rows, int neighbor) => ForChunks(
        rows, chunk => Distances.Squared(chunk, rows).topk(neighbor + 1, dim: 1, largest: false).values.amax(1));

    /// <summary>Results for each row, computed for some rows at a time.</summary>
    public static Tensor ForChunks(Tensor rows, Func<Tensor, Tensor> compute)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var results = new List<Tensor>();
        for (long start = 0; start < rows.shape[0]; start += ChunkRows)
        {
            using var chunk = NewDisposeScope();
            results.Add(
                compute(rows.narrow(0, start, Math.Min(ChunkRows, rows.shape[0] - start))).MoveToOuterDisposeScope());
        }
        return cat(results).MoveToOuterDisposeScope();
    }
}
