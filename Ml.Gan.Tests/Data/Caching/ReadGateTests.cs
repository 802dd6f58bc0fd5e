using Ml.Gan.Data;
using Ml.Gan.Data.Caching;

namespace Ml.Gan.Tests.Data.Caching;

/// <summary>Reading data after they were disposed, or meanwhile, is an exception at worst.</summary>
[TestClass]
public sealed class ReadGateTests
{
    [TestMethod]
    public void Disposing_waits_for_those_who_read()
    {
        var gate = new ReadGate(this);
        using var entered = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var reading = Task.Run(() =>
        {
            using var one = gate.Enter();
            entered.Set();
            leave.Wait();
        });
        entered.Wait();
        var closing = Task.Run(gate.Close);
        Assert.IsFalse(closing.Wait(100), "somebody reads");
        leave.Set();
        Assert.IsTrue(closing.Result);
        reading.Wait();
        Assert.IsFalse(gate.Close(), "it is closed");
        Assert.ThrowsExactly<ObjectDisposedException>(() => gate.Enter().Dispose());
    }

    [TestMethod]
    [DataRow(1L << 20)]
    [DataRow(0L)]
    public void Everything_of_a_disposed_cache_throws(long memoryLimit)
    {
        var cache = Cache(memoryLimit);
        using var some = new SampleSubset(cache, [1, 0]);
        cache.Dispose();
        cache.Dispose();
        Action[] uses =
        [
            () => cache.Read(0), () => cache.ReadLabels(0), () => cache.Conditions!.Read([0]),
            () => some.Read(0), () => some.ReadLabels(0), () => some.Conditions!.Read([0]),
        ];
        foreach (var use in uses)
            Assert.ThrowsExactly<ObjectDisposedException>(use);
    }

    [TestMethod]
    [DataRow(1L << 20)]
    [DataRow(0L)]
    public void Threads_that_read_while_it_is_disposed_read_rightly_or_throw(long memoryLimit)
    {
        for (int round = 0; round < 20; round++)
        {
            var cache = Cache(memoryLimit);
            var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                try
                {
                    while (true)
                    {
                        Assert.AreEqual(57f, cache.Read(57)[0]);
                        Assert.AreEqual(-57f, cache.Conditions!.Read([57])[0][0]);
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            })).ToArray();
            Thread.Sleep(2);
            cache.Dispose();
            Task.WaitAll(readers);
        }
    }

    private static SampleCache Cache(long memoryLimit)
    {
        using var builder = SampleCacheBuilder.ForVectors("rows", SampleShape.Vector(1), memoryLimit: memoryLimit);
        for (int i = 0; i < 100; i++)
        {
            builder.Append([(float)i]);
            builder.AppendCondition([-i]);
        }
        return builder.Build([.. Enumerable.Range(0, 100).Select(i => i % 2)]);
    }
}
