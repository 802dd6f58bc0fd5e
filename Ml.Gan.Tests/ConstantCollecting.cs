namespace Ml.Gan.Tests;

/// <summary>
/// Collects garbage all the time where the environment variable <c>MLGAN_TESTS_COLLECT</c> is 1: a tensor that native code still uses when nobody
/// in managed code holds it any more is found out that way.
/// </summary>
[TestClass]
public static class ConstantCollecting
{
    private static readonly CancellationTokenSource s_ended = new();

    [AssemblyInitialize]
    public static void Begin(TestContext context)
    {
        if (Environment.GetEnvironmentVariable("MLGAN_TESTS_COLLECT") != "1")
            return;
        context.WriteLine("Collecting garbage all the time.");
        new Thread(Collect) { IsBackground = true, Name = "garbage collection" }.Start();
    }

    [AssemblyCleanup]
    public static void End() => s_ended.Cancel();

    private static void Collect()
    {
        while (!s_ended.IsCancellationRequested)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(1);
        }
    }
}
