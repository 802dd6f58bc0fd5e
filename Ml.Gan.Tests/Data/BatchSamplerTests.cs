using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class BatchSamplerTests
{
    [TestMethod]
    public void Draws_every_index_once_in_an_epoch()
    {
        var sampler = new BatchSampler(new FakeSource(120), 12, seed: 1);
        Assert.AreEqual(10, sampler.BatchesPerEpoch);
        var orders = new List<long[]>();
        for (int epoch = 0; epoch < 3; epoch++)
        {
            long[] drawn = Draw(sampler, 10);
            CollectionAssert.AreEqual(Enumerable.Range(0, 120).Select(i => (long)i).ToArray(), drawn.Order().ToArray());
            orders.Add(drawn);
        }
        CollectionAssert.AreNotEqual(orders[0], orders[1]);
        CollectionAssert.AreNotEqual(orders[1], orders[2]);
    }

    [TestMethod]
    public void Drops_the_short_batch_at_the_end()
    {
        var sampler = new BatchSampler(new FakeSource(10), 4, seed: 1);
        long[] first = Draw(sampler, 2);
        Assert.AreEqual(8, first.Distinct().Count());
        Assert.AreEqual(new BatchSamplerState(1, 0, 8), sampler.State);
        Draw(sampler, 1);
        Assert.AreEqual(new BatchSamplerState(1, 1, 4), sampler.State);
    }

    /// <summary>All orders of four samples come about equally often.</summary>
    [TestMethod]
    public void Shuffles_uniformly()
    {
        const int Seeds = 24_000;
        var counts = new Dictionary<string, int>();
        var source = new FakeSource(4);
        for (int seed = 0; seed < Seeds; seed++)
        {
            string order = string.Join(',', Draw(new BatchSampler(source, 4, seed), 1));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        Assert.HasCount(24, counts);
        double chiSquared = counts.Values.Sum(count => (count - 1000.0) * (count - 1000.0) / 1000.0);
        Assert.IsLessThan(49.8, chiSquared, "exceeded once in a thousand with 23 degrees of freedom");
    }

    [TestMethod]
    public void Endless_source_gives_consecutive_indices()
    {
        var sampler = new BatchSampler(new FakeSource(null), 3, seed: 1);
        Assert.IsNull(sampler.BatchesPerEpoch);
        CollectionAssert.AreEqual(new long[] { 0, 1, 2, 3, 4, 5 }, Draw(sampler, 2));
    }

    [TestMethod]
    [DataRow(10L)]
    [DataRow(null)]
    public void Goes_on_from_a_saved_state(long? count)
    {
        var source = new FakeSource(count);
        var sampler = new BatchSampler(source, 3, seed: 5);
        Draw(sampler, 4);
        var restored = new BatchSampler(source, 3, sampler.State);
        CollectionAssert.AreEqual(Draw(sampler, 10), Draw(restored, 10));
    }

    [TestMethod]
    public void Same_seed_same_order()
    {
        var source = new FakeSource(50);
        CollectionAssert.AreEqual(Draw(new BatchSampler(source, 5, 9), 30), Draw(new BatchSampler(source, 5, 9), 30));
        CollectionAssert.AreNotEqual(
            Draw(new BatchSampler(source, 5, 9), 10), Draw(new BatchSampler(source, 5, 10), 10));
    }

    [TestMethod]
    public void Refuses_a_batch_larger_than_the_data()
    {
        string message =
            Assert.ThrowsExactly<GanDataException>(() => new BatchSampler(new FakeSource(10), 64, 1)).Message;
        StringAssert.Contains(message, "batch size is 64");
        StringAssert.Contains(message, "'fake' has only 10 samples");
    }

    [TestMethod]
    public void Refuses_a_state_of_other_data() => StringAssert.Contains(
        Assert.ThrowsExactly<GanDataException>(
            () => new BatchSampler(new FakeSource(10), 2, new BatchSamplerState(1, 0, 12))).Message, "sample 12");

    private static long[] Draw(BatchSampler sampler, int batches)
    {
        long[] drawn = new long[batches * sampler.BatchSize];
        for (int i = 0; i < batches; i++)
            sampler.NextBatch(drawn.AsSpan(i * sampler.BatchSize, sampler.BatchSize));
        return drawn;
    }
}
