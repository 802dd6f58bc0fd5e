using System.Runtime.InteropServices;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Training.Replication;

/// <summary>Ranks that are threads of this process, which sum in the order of their numbers.</summary>
internal sealed class ThreadReplicas : Replicas
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly Meeting _meeting;

    private ThreadReplicas(Meeting meeting, int rank, string machine) =>
        (_meeting, Rank, Machine) = (meeting, rank, machine);

    public override int Rank { get; }

    public override int Count => _meeting.Values.Length;

    public override string Machine { get; }

    /// <summary>What each rank gives; a rank that throws ends the others.</summary>
    public static T[] Run<T>(int count, Func<ThreadReplicas, T> program, Func<int, string>? machine = null)
    {
        var meeting = new Meeting(count);
        var results = new T[count];
        var faults = new List<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, count).Select(rank => new Thread(() =>
        {
            try
            {
                results[rank] = program(new ThreadReplicas(meeting, rank, machine?.Invoke(rank) ?? "here"));
            }
            catch (Exception e)
            {
                lock (faults)
                    faults.Add(e);
                meeting.Leave();
            }
        }))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        var first = faults.FirstOrDefault(fault => fault is not OperationCanceledException) ?? faults.FirstOrDefault();
        return first is null ? results : throw first;
    }

    public override void Broadcast(Span<byte> values, int root)
    {
        _meeting.Values[Rank] = values.ToArray();
        _meeting.Meet();
        _meeting.Values[root].CopyTo(values);
        _meeting.Meet();
    }

    public override void Barrier() => _meeting.Meet();

    protected override void SumBucket(Span<float> values) => Sum(values);

    protected override void SumBucket(Span<double> values) => Sum(values);

    private void Sum<T>(Span<T> values)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        _meeting.Values[Rank] = MemoryMarshal.AsBytes(values).ToArray();
        _meeting.Meet();
        values.Clear();
        foreach (byte[] bytes in _meeting.Values)
        {
            var others = MemoryMarshal.Cast<byte, T>(bytes);
            Assert.HasCount(values.Length, others.ToArray());
            for (int i = 0; i < values.Length; i++)
                values[i] += others[i];
        }
        _meeting.Meet();
    }

    private sealed class Meeting(int count)
    {
        private readonly Barrier _barrier = new(count);
        private readonly CancellationTokenSource _left = new();

        public byte[][] Values { get; } = new byte[count][];

        public void Meet()
        {
            if (!_barrier.SignalAndWait(s_patience, _left.Token))
                throw new TimeoutException("A rank did not come.");
        }

        public void Leave() => _left.Cancel();
    }
}
