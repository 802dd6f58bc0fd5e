using Ml.Gan.Tests.Native;

[assembly: DoNotParallelize]

namespace Ml.Gan.Tests;

/// <summary>
/// Conditions that the environment can put the whole run under. <c>MLGAN_TESTS_COLLECT=1</c> collects garbage all the
/// time, which finds tensors that native code still uses when nobody in managed code holds them any more;
/// <c>MLGAN_TESTS_HIDE_CACHES=1</c> has oneDNN see no caches, as on some virtual machines.
/// </summary>
[TestClass]
public static class TestRun
{
    private static readonly CancellationTokenSource s_ended = new();

    [AssemblyInitialize]
    public static void Begin(TestContext context)
    {
        if (IsOn("MLGAN_TESTS_HIDE_CACHES") && !OneDnnCaches.TryHide())
            throw new InvalidOperationException(
                "What oneDNN knows of the caches wasn't found in this libtorch, so it can't be hidden.");
        if (IsOn("MLGAN_TESTS_COLLECT"))
            new Thread(Collect) { IsBackground = true, Name = "garbage collection" }.Start();
    }

    [AssemblyCleanup]
    public static void End() => s_ended.Cancel();

    private static bool IsOn(string variable) => Environment.GetEnvironmentVariable(variable) == "1";

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
