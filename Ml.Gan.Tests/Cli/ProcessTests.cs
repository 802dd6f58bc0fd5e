using System.Diagnostics;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli;

/// <summary>The tool as a process of its own.</summary>
[TestClass]
public sealed class ProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Some tools that start others pass on a signal that reached all of them already.</summary>
    [TestMethod]
    [DataRow("INT", 1)]
    [DataRow("TERM", 1)]
    [DataRow("TERM", 2)]
    public void A_signal_finishes_the_step_and_saves_the_generator(string signal, int times)
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Signals can't be sent to one process on Windows.");
        if (signal == "INT" && InterruptIsIgnored())
            Assert.Inconclusive("The tests run as a background job, whose processes ignore Ctrl-C.");
        using var folder = new TemporaryFolder();
        using var process = Start(Tool.Small("builtin:glyphs", folder["run"], "--steps", "100000000"));
        WaitFor(
            () => File.Exists(folder["run/metrics.jsonl"]) && File.ReadAllText(folder["run/metrics.jsonl"]).Length > 0);
        string kill = $"kill -{signal} {process.Id}";
        using (var shell = Process.Start("sh", ["-c", string.Join("; sleep 0.01; ", Enumerable.Repeat(kill, times))]))
            shell.WaitForExit();

        Assert.IsTrue(process.WaitForExit(Patience), "it did not end");
        Assert.AreEqual(0, process.ExitCode, process.StandardError.ReadToEnd());
        Assert.Contains("Stopped after step ", process.StandardOutput.ReadToEnd());
        using var generator = OnnxGenerator.Load(folder["run/generator.onnx"]);
        Assert.IsGreaterThanOrEqualTo(1, int.Parse(generator.Info.Metadata[GeneratorMetadata.Steps]));
    }

    [TestMethod]
    public void Exit_codes_and_messages_reach_the_shell()
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

    /// <summary>
    /// Whether this process was started with SIGINT ignored, which those that it starts inherit; known on Linux.
    /// </summary>
    private static bool InterruptIsIgnored()
    {
        const string Status = "/proc/self/status", Field = "SigIgn:";
        const long Interrupt = 1 << 1;
        return File.Exists(Status)
            && File.ReadLines(Status).First(line => line.StartsWith(Field, StringComparison.Ordinal)) is var ignored
            && (Convert.ToInt64(ignored[Field.Length..].Trim(), 16) & Interrupt) != 0;
    }

    private static void WaitFor(Func<bool> condition)
    {
        for (var watch = Stopwatch.StartNew(); !condition(); Thread.Sleep(50))
            Assert.IsLessThan(Patience, watch.Elapsed);
    }
}
