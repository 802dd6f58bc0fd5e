using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

/// <summary>When guarded memory is freed, and which calls are refused.</summary>
[TestClass]
public class UseGuardTests
{
    private int _released;

    [TestMethod]
    public void Memory_is_freed_once_however_often_it_is_disposed_of()
    {
        var guard = Guard();
        guard.Dispose();
        guard.Dispose();
        Assert.AreEqual(1, _released);
    }

    [TestMethod]
    public void Calls_after_disposal_are_refused_with_the_type_and_the_hint()
    {
        var guard = Guard();
        guard.Dispose();
        var refusal = Assert.ThrowsExactly<ObjectDisposedException>(() => guard.Begin().Dispose());
        Assert.AreEqual(typeof(UseGuardTests).FullName, refusal.ObjectName);
        StringAssert.Contains(refusal.Message, "Load it again.");
    }

    [TestMethod]
    [Timeout(60_000)]
    public void Disposal_waits_for_the_calls_of_other_threads()
    {
        var guard = Guard();
        using var inCall = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        var call = Task.Factory.StartNew(
            () =>
            {
                using var outer = guard.Begin();
                inCall.Set();
                mayEnd.Wait();
                using var inner = guard.Begin();
                return _released;
            },
            TaskCreationOptions.LongRunning);
        inCall.Wait();
        var disposal = Task.Factory.StartNew(guard.Dispose, TaskCreationOptions.LongRunning);

        Assert.IsFalse(disposal.Wait(200));
        Assert.AreEqual(0, _released);
        mayEnd.Set();
        disposal.Wait();

        Assert.AreEqual(0, call.Result, "The memory was freed before the call had ended.");
        Assert.AreEqual(1, _released);
    }

    [TestMethod]
    [Timeout(60_000)]
    public void Disposal_within_a_call_of_the_same_thread_frees_when_the_call_ends()
    {
        var guard = Guard();
        using (guard.Begin())
        {
            using (guard.Begin())
                guard.Dispose();
            Assert.AreEqual(0, _released);
        }

        Assert.AreEqual(1, _released);
        Assert.ThrowsExactly<ObjectDisposedException>(() => guard.Begin().Dispose());
    }

    [TestMethod]
    [Timeout(60_000)]
    public void Two_calls_that_dispose_of_it_do_not_wait_for_each_other()
    {
        var guard = Guard();
        using var both = new Barrier(2);
        Task[] calls = [.. Enumerable.Range(0, 2).Select(_ =>
            Task.Factory.StartNew(DisposeWithin, TaskCreationOptions.LongRunning))];
        Task.WaitAll(calls);
        Assert.AreEqual(1, _released);

        void DisposeWithin()
        {
            using var call = guard.Begin();
            both.SignalAndWait();
            guard.Dispose();
        }
    }

    [TestMethod]
    public void A_failing_release_is_told_and_lets_nobody_wait()
    {
        var guard = new UseGuard(GetType(), "", () => throw new InvalidOperationException());
        Assert.ThrowsExactly<InvalidOperationException>(guard.Dispose);
        guard.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => guard.Begin().Dispose());
    }

    private UseGuard Guard() => new(GetType(), "Load it again.", () => _released++);
}
