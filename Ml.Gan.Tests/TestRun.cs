using Ml.Gan.Native;
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

    private static TemporaryFiles? s_temporary;

    [AssemblyInitialize]
    public static void Begin(TestContext context)
    {
        s_temporary = new TemporaryFiles();
        // ONNX Runtime tells its authors of models and machine otherwise, from files that it keeps.
        NativeEnvironment.SetMissing("ORT_DISABLE_TELEMETRY", "1");
        if (IsOn("MLGAN_TESTS_HIDE_CACHES") && !OneDnnCaches.TryHide())
            throw new InvalidOperationException(
                "What oneDNN knows of the caches wasn't found in this libtorch, so it can't be hidden.");
        if (IsOn("MLGAN_TESTS_COLLECT"))
            new Thread(Collect) { IsBackground = true, Name = "garbage collection" }.Start();
    }

    [GlobalTestCleanup]
    public static void EndTest(TestContext context) => s_temporary!.RequireNoCopies();

    [AssemblyCleanup]
    public static void End()
    {
        s_ended.Cancel();
        s_temporary?.Dispose();
    }

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
