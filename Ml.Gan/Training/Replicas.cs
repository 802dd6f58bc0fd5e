using System.Diagnostics;
using Ml.Gan.Data;
using Ml.Gan.Training.Replication;

namespace Ml.Gan.Training;

/// <summary>
/// Ranks that train one model together: each holds a replica of it and takes its share of each batch, and gradients are
/// averaged over all of them. What exchanges the numbers derives from it, as <c>MpiReplicas</c> of the package
/// Ml.Gan.Mpi does. All ranks call the same members in the same order, each from one thread at a time.
/// </summary>
public abstract class Replicas
{
    /// <summary>
    /// Numbers that are summed at once, at most: 2²⁰. The order of a sum may depend on it, so that it is the same for
    /// all.
    /// </summary>
    public const int BucketLength = 1 << 20;

    private long _ticks;

    /// <summary>Number of this rank, from 0. Rank 0 writes what a training writes.</summary>
    public abstract int Rank { get; }

    /// <summary>Number of ranks, at least 1.</summary>
    public abstract int Count { get; }

    /// <summary>Name of this rank in messages. Default its number.</summary>
    public virtual string Name => $"rank {Rank}";

    /// <summary>
    /// Name of the machine that this rank runs on: ranks of the same name may open each other's files. Default
    /// <see cref="Environment.MachineName"/>.
    /// </summary>
    public virtual string Machine => Environment.MachineName;

    /// <summary>Time that this rank has exchanged numbers, and waited for others to do so.</summary>
    public TimeSpan ExchangeTime => TimeSpan.FromSeconds((double)_ticks / Stopwatch.Frequency);

    /// <summary>Replaces numbers by their sums over all ranks, the same bits on each.</summary>
    /// <param name="values">As many on each rank.</param>
    public void AllReduceSum(Span<float> values)
    {
        long start = Stopwatch.GetTimestamp();
        for (; values.Length > 0; values = values[Math.Min(values.Length, BucketLength)..])
            SumBucket(values[..Math.Min(values.Length, BucketLength)]);
        _ticks += Stopwatch.GetTimestamp() - start;
    }

    /// <inheritdoc cref="AllReduceSum(Span{float})"/>
    public void AllReduceSum(Span<double> values)
    {
        long start = Stopwatch.GetTimestamp();
        for (; values.Length > 0; values = values[Math.Min(values.Length, BucketLength)..])
            SumBucket(values[..Math.Min(values.Length, BucketLength)]);
        _ticks += Stopwatch.GetTimestamp() - start;
    }

    /// <summary>
    /// Options with which pictures and IDX files are read once on each machine, where that is Linux: its first rank
    /// reads them into a temporary file, which the others read from too. All ranks open the same kinds of data in the
    /// same order.
    /// </summary>
    /// <param name="options">How data are read. Default null: the defaults.</param>
    public SampleSourceOptions ReadOncePerMachine(SampleSourceOptions? options = null) =>
        (options ?? new SampleSourceOptions()) with
        {
            Reader = (data, warning, read) => MachineReading.Read(this, data, warning, read),
        };

    /// <summary>Replaces bytes by those of one rank.</summary>
    /// <param name="values">As many on each rank.</param>
    /// <param name="root">Whose bytes they are.</param>
    public abstract void Broadcast(Span<byte> values, int root);

    /// <summary>Waits until all ranks have come here.</summary>
    public abstract void Barrier();

    /// <summary>
    /// Takes note of the step that begins, for messages about a rank that doesn't come. Default nothing.
    /// </summary>
    /// <param name="step">Number of the step, from 1; 0 where the last one is over.</param>
    public virtual void BeginStep(long step)
    {
    }

    /// <summary>Sums numbers over all ranks in place.</summary>
    /// <param name="values">At most <see cref="BucketLength"/> numbers.</param>
    protected abstract void SumBucket(Span<float> values);

    /// <inheritdoc cref="SumBucket(Span{float})"/>
    protected abstract void SumBucket(Span<double> values);
}
