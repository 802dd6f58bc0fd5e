using static TorchSharp.torch;

namespace Ml.Gan.Training.Replication;

/// <summary>
/// This rank's share of each batch in the training step that is being computed on a thread: rank r of R has the rows
/// r·B/R to (r + 1)·B/R of B. Outside of a <see cref="Scope"/>, and for one rank, it is the whole batch.
/// </summary>
internal static class Shard
{
    [ThreadStatic]
    private static Replicas? s_replicas;

    /// <summary>The ranks; null where the share is the whole batch.</summary>
    public static Replicas? Replicas => s_replicas;

    /// <summary>Whether the share is the whole batch.</summary>
    public static bool IsWhole => s_replicas is null;

    /// <summary>Number of ranks.</summary>
    public static int Count => s_replicas?.Count ?? 1;

    /// <summary>Begins a step on this thread.</summary>
    /// <param name="replicas">The ranks; null for one.</param>
    public static Scope Begin(Replicas? replicas) => new(replicas);

    /// <summary>
    /// Random numbers of this rank's rows: those of the whole batch are drawn, as one rank draws them, so that a
    /// sample's depend on its place in the batch alone.
    /// </summary>
    /// <param name="shape">Shape with this rank's number of rows.</param>
    /// <param name="draw">Draws a tensor of the shape that it is given.</param>
    public static Tensor Draw(long[] shape, Func<long[], Tensor> draw)
    {
        if (s_replicas is null)
            return draw(shape);
        using var whole = draw([shape[0] * Count, .. shape[1..]]);
        using var rows = Rows(whole);
        return rows.clone();
    }

    /// <summary>This rank's rows of the whole batch's.</summary>
    public static Tensor Rows(Tensor whole)
    {
        if (s_replicas is not { } replicas)
            return whole;
        long count = whole.shape[0] / replicas.Count;
        return whole.narrow(0, replicas.Rank * count, count);
    }

    /// <summary>The whole batch's rows of this rank's, differentiable.</summary>
    public static Tensor Gather(Tensor rows)
    {
        if (s_replicas is not { } replicas)
            return rows;
        if (!rows.is_floating_point())
            return Gather(rows.to_type(ScalarType.Float64)).to_type(rows.dtype);
        long[] shape = rows.shape;
        var before = zeros([shape[0] * replicas.Rank, .. shape[1..]], rows.dtype, rows.device);
        var after = zeros([shape[0] * (replicas.Count - 1 - replicas.Rank), .. shape[1..]], rows.dtype, rows.device);
        return Sum(cat([before, rows, after]));
    }

    /// <summary>Sums over the ranks, number by number, differentiable as often as is wanted.</summary>
    public static Tensor Sum(Tensor values) =>
        s_replicas is { } replicas ? ReplicaSum.apply(values, replicas) : values;

    /// <summary>
    /// A mean over this rank's samples, with the value of that over the whole batch, for metrics; its gradient stays
    /// this rank's, since gradients are averaged over the ranks.
    /// </summary>
    public static Tensor Mean(Tensor mean)
    {
        if (s_replicas is null)
            return mean;
        var own = mean.detach();
        return mean + (Sum(own) / Count - own);
    }

    /// <summary>
    /// Mean over some dimensions, which stay as ones, the first of them the batch's, of which it is the whole;
    /// differentiable.
    /// </summary>
    public static Tensor MeanOver(Tensor values, long[] dimensions)
    {
        var mean = values.mean(dimensions, keepdim: true);
        return s_replicas is { } replicas ? Sum(mean) / replicas.Count : mean;
    }

    /// <summary>Standard deviation of all numbers of the whole batch, a scalar.</summary>
    public static Tensor Deviation(Tensor values)
    {
        if (s_replicas is null)
            return values.std(unbiased: false);
        var flat = values.reshape(-1);
        return MeanOver((flat - MeanOver(flat, [0])).square(), [0]).sqrt().reshape([]);
    }

    /// <summary>Ends with its disposal, which brings back what was before.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly Replicas? _before;

        internal Scope(Replicas? replicas) => (_before, s_replicas) = (s_replicas, replicas);

        /// <inheritdoc/>
        public void Dispose() => s_replicas = _before;
    }
}
