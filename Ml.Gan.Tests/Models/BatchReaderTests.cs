using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class BatchReaderTests
{
    private const int Size = 16, BatchSize = 8, Count = 50;

    [TestMethod]
    public void Prefetched_batches_are_those_that_are_read_when_needed()
    {
        using var data = Digits();
        using var ahead = Reader(data, prefetches: true);
        using var plain = Reader(data, prefetches: false);
        for (int batch = 0; batch < 20; batch++)
        {
            using var scope = NewDisposeScope();
            var (expected, actual) = (plain.Next(), ahead.Next());
            CollectionAssert.AreEqual(Floats(expected.Samples), Floats(actual.Samples));
            CollectionAssert.AreEqual(Floats(expected.Condition!), Floats(actual.Condition!));
            CollectionAssert.AreEqual(Longs(expected.Labels!), Longs(actual.Labels!));
        }
    }

    [TestMethod]
    public void The_next_batch_is_read_while_the_present_one_is_used()
    {
        using var data = new WatchedSource();
        using var reader = new BatchReader(data, Conditioning.None, false, BatchSize, 1, CPU, prefetches: true);
        _ = reader.Next();

        Assert.IsTrue(SpinWait.SpinUntil(() => data.Reads == 2, TimeSpan.FromSeconds(30)), "nothing is read ahead");
        Assert.AreNotEqual(Environment.CurrentManagedThreadId, data.LastThread);
    }

    [TestMethod]
    public void Without_prefetching_nothing_is_read_ahead()
    {
        using var data = new WatchedSource();
        using var reader = new BatchReader(data, Conditioning.None, false, BatchSize, 1, CPU, prefetches: false);
        _ = reader.Next();

        Assert.AreEqual(1, data.Reads);
        Assert.AreEqual(Environment.CurrentManagedThreadId, data.LastThread);
    }

    /// <summary>The error is that of the batch which can't be read, no sooner, and the source's own.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void What_can_not_be_read_fails_when_it_is_asked_for(bool prefetches)
    {
        using var data = new WatchedSource { FailsAt = 2 };
        using var reader = new BatchReader(data, Conditioning.None, false, BatchSize, 1, CPU, prefetches);
        _ = reader.Next();
        Assert.AreEqual("Read 2.", Assert.ThrowsExactly<GanDataException>(() => reader.Next()).Message);
        _ = reader.Next();
    }

    [TestMethod]
    public void A_batch_that_nobody_asked_for_may_fail()
    {
        using var data = new WatchedSource { FailsAt = 2 };
        var reader = new BatchReader(data, Conditioning.None, false, BatchSize, 1, CPU, prefetches: true);
        _ = reader.Next();
        reader.Dispose();
    }

    [TestMethod]
    public void Prefetching_changes_no_byte_of_the_generator()
    {
        using var data = Digits();
        CollectionAssert.AreEqual(Train(data, prefetches: false), Train(data, prefetches: true));
    }

    private static SampleSubset Digits() =>
        new(new Glyphs(Size, 1), [.. Enumerable.Range(0, Count).Select(i => (long)i)]);

    private static byte[] Train(ISampleSource data, bool prefetches)
    {
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Dcgan { Width = 2 },
                BatchSize = BatchSize,
                LatentSize = 5,
                Mirror = true,
                DiscriminatorSteps = 2,
                Condition = new LabelCondition(),
                Steps = 8,
                Prefetch = prefetches,
            },
            data);
        new GanTrainer(gan).Train();
        return gan.Export().ToBytes();
    }

    private static BatchReader Reader(ISampleSource data, bool prefetches)
    {
        var options = new LatentGanOptions { Condition = new LabelCondition() };
        return new BatchReader(data, Conditioning.For(options, data), true, BatchSize, 3, CPU, prefetches);
    }

    private static float[] Floats(Tensor tensor) => tensor.data<float>().ToArray();

    private static long[] Longs(Tensor tensor) => tensor.data<long>().ToArray();

    /// <summary>Black images; tells how often and by whom it is read.</summary>
    private sealed class WatchedSource : ISampleSource
    {
        private int _reads;

        public int FailsAt { get; init; }

        public int Reads => Volatile.Read(ref _reads);

        public int LastThread { get; private set; }

        public string Name => "watched";

        public SampleShape Shape => new(1, Size, Size);

        public long? Count => null;

        public void Read(ReadOnlySpan<long> indices, Span<float> destination)
        {
            LastThread = Environment.CurrentManagedThreadId;
            destination.Fill(-1);
            if (Interlocked.Increment(ref _reads) == FailsAt)
                throw new GanDataException($"Read {FailsAt}.");
        }

        public void Dispose() { }
    }
}
