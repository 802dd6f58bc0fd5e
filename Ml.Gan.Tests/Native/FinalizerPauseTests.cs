using System.Runtime.CompilerServices;
using Ml.Gan.Native;

namespace Ml.Gan.Tests.Native;

[TestClass]
public sealed class FinalizerPauseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [TestMethod]
    public void Nothing_is_finalized_while_a_computation_is_in_progress()
    {
        using var finalized = new ManualResetEventSlim();
        using (FinalizerPause.Begin())
        {
            using (FinalizerPause.Begin())
                Drop(finalized);
            GC.Collect();
            Assert.IsFalse(finalized.Wait(TimeSpan.FromMilliseconds(500)));
        }

        Assert.IsTrue(finalized.Wait(Patience));
    }

    [TestMethod]
    public void Computations_one_after_another_let_finalizers_run_now_and_then()
    {
        using var finalized = new ManualResetEventSlim();
        Drop(finalized);
        var end = DateTime.UtcNow + Patience;
        while (!finalized.IsSet && DateTime.UtcNow < end)
        {
            using (FinalizerPause.Begin())
                Thread.Sleep(5);
        }

        Assert.IsTrue(finalized.IsSet);
    }

    [TestMethod]
    public void Computations_of_several_threads_do_not_wait_for_each_other_for_ever()
    {
        using var finalized = new ManualResetEventSlim();
        Drop(finalized);
        var threads = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                using var computation = FinalizerPause.Begin();
                Thread.Sleep(5);
            }
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();

        Assert.IsTrue(threads.All(thread => thread.Join(Patience)));
        Assert.IsTrue(finalized.Wait(Patience));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(ManualResetEventSlim finalized) => _ = new Dropped(finalized);

    private sealed class Dropped(ManualResetEventSlim finalized)
    {
        ~Dropped() => finalized.Set();
    }
}
