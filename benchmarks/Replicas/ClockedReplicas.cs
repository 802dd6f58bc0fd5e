using System.Diagnostics;
using Ml.Gan.Mpi;

namespace Ml.Gan.Benchmarks.Replicas;

/// <summary>
/// Ranks of an MPI job that meet before each sum, so that waiting for the slowest and the sum itself have times of
/// their own.
/// </summary>
/// <param name="replicas">The ranks.</param>
/// <param name="uncounted">First steps, of which times aren't counted.</param>
internal sealed class ClockedReplicas(MpiReplicas replicas, int uncounted) : Gan.Training.Replicas
{
    private long _waiting, _exchanging, _step;

    /// <summary>Time that this rank has waited for others to come to a sum.</summary>
    public TimeSpan Waiting => Stopwatch.GetElapsedTime(0, _waiting);

    /// <summary>Time that sums took once all ranks were there.</summary>
    public TimeSpan Exchanging => Stopwatch.GetElapsedTime(0, _exchanging);

    /// <inheritdoc/>
    public override int Rank => replicas.Rank;

    /// <inheritdoc/>
    public override int Count => replicas.Count;

    /// <inheritdoc/>
    public override string Name => replicas.Name;

    /// <inheritdoc/>
    public override void Broadcast(Span<byte> values, int root) => replicas.Broadcast(values, root);

    /// <inheritdoc/>
    public override void Barrier() => replicas.Barrier();

    /// <inheritdoc/>
    public override void BeginStep(long step)
    {
        _step = step;
        replicas.BeginStep(step);
    }

    /// <inheritdoc/>
    protected override void SumBucket(Span<float> values)
    {
        long before = Meet();
        replicas.AllReduceSum(values);
        Note(before);
    }

    /// <inheritdoc/>
    protected override void SumBucket(Span<double> values)
    {
        long before = Meet();
        replicas.AllReduceSum(values);
        Note(before);
    }

    private long Meet()
    {
        long start = Stopwatch.GetTimestamp();
        replicas.Barrier();
        long met = Stopwatch.GetTimestamp();
        if (_step > uncounted)
            _waiting += met - start;
        return met;
    }

    private void Note(long before)
    {
        if (_step > uncounted)
            _exchanging += Stopwatch.GetTimestamp() - before;
    }
}
