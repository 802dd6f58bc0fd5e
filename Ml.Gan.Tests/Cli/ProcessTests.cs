using System.Diagnostics;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli;

/// <summary>The tool as a process of its own.</summary>
[TestClass]
public sealed class ProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [TestMethod]
    public void CtrlCFinishesTheStepAndSavesTheGenerator()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Ctrl-C can't be sent to one process on Windows.");
        using var folder = new TemporaryFolder();
        using var process = Start(Tool.Small("builtin:glyphs", folder["run"], "--steps", "100000000"));
        WaitFor(() => File.Exists(folder["run/metrics.jsonl"]) && File.ReadAllText(folder["run/metrics.jsonl"]).Length > 0);
        using (var kill = Process.Start("sh", ["-c", $"kill -INT {process.Id}"]))
            kill.WaitForExit();

        Assert.IsTrue(process.WaitForExit(Patience), "it did not end");
        Assert.AreEqual(0, process.ExitCode, process.StandardError.ReadToEnd());
        Assert.Contains("Stopped after step ", process.StandardOutput.ReadToEnd());
        using var generator = OnnxGenerator.Load(folder["run/generator.onnx"]);
        Assert.IsGreaterThanOrEqualTo(1, int.Parse(generator.Info.Metadata[GeneratorMetadata.Steps]));
    }

    [TestMethod]
    public void ExitCodesAndMessagesReachTheShell()
    {
        using var process = Start(["info", "nowhere.onnx"]);
        Assert.IsTrue(process.WaitForExit(Patience));
        Assert.AreEqual(1, process.ExitCode);
        Assert.StartsWith("mlgan: There is no file 'nowhere.onnx'.", process.StandardError.ReadToEnd());
    }

    private static Process Start(string[] args) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mlgan.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static void WaitFor(Func<bool> condition)
    {
        for (var watch = Stopwatch.StartNew(); !condition(); Thread.Sleep(50))
            Assert.IsLessThan(Patience, watch.Elapsed);
    }
}
