using System.Diagnostics;
using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using static Ml.Gan.Tests.Cli.ToolProcess;

namespace Ml.Gan.Tests.Cli;

/// <summary>The tool as a process of its own.</summary>
[TestClass]
public sealed class ProcessTests
{
    /// <summary>Some tools that start others pass on a signal that reached all of them already.</summary>
    [TestMethod]
    [DataRow("INT", 1)]
    [DataRow("TERM", 1)]
    [DataRow("TERM", 2)]
    [DataRow("HUP", 1)]
    [DataRow("HUP", 2)]
    public void A_signal_finishes_the_step_and_saves_the_generator(string signal, int times)
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Signals can't be sent to one process on Windows.");
        if (signal == "INT" && InterruptIsIgnored())
            Assert.Inconclusive("The tests run as a background job, whose processes ignore Ctrl-C.");
        if (signal == "HUP")
            RequireHangup();
        using var folder = new TemporaryFolder();
        using var process = Start(Tool.Small("builtin:glyphs", folder["run"], "--steps", "100000000"));
        WaitForSteps(folder["run"]);
        Shell(string.Join("; sleep 0.01; ", Enumerable.Repeat(Kill(signal, process.Id), times)));

        Assert.IsTrue(process.WaitForExit(Patience), "it did not end");
        string error = process.StandardError.ReadToEnd();
        Assert.AreEqual(0, process.ExitCode, error);
        Assert.Contains(
            "Stopping: the step in progress is finished first, unless it takes long, then the generator is saved.",
            error);
        Assert.Contains("Stopped after step ", process.StandardOutput.ReadToEnd());
        Assert.IsFalse(File.Exists(folder["run/options.unfinished.json"]));
        using var generator = OnnxGenerator.Load(folder["run/generator.onnx"]);
        Assert.IsGreaterThanOrEqualTo(1, int.Parse(generator.Info.Metadata[GeneratorMetadata.Steps]));
    }

    /// <summary>Nobody reads any more: a pipe to a program that has ended.</summary>
    [TestMethod]
    [DataRow("TERM")]
    [DataRow("HUP")]
    public void The_generator_is_saved_where_nobody_reads_the_output(string signal)
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Signals can't be sent to one process on Windows.");
        if (signal == "HUP")
            RequireHangup();
        using var folder = new TemporaryFolder();
        using var process = Start(Tool.Small("builtin:glyphs", folder["run"], "--steps", "100000000"));
        process.StandardOutput.Close();
        process.StandardError.Close();
        WaitForSteps(folder["run"]);
        Shell(Kill(signal, process.Id));

        Assert.IsTrue(process.WaitForExit(Patience), "it did not end");
        Assert.AreEqual(0, process.ExitCode);
        using var generator = OnnxGenerator.Load(folder["run/generator.onnx"]);
    }

    /// <summary>The terminal is closed, as by the end of an ssh session: SIGHUP, and writing to it fails.</summary>
    [TestMethod]
    public void The_generator_is_saved_where_the_terminal_is_closed()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
            Assert.Inconclusive("This needs the program script of Linux.");
        RequireHangup();
        using var folder = new TemporaryFolder();
        string[] words = ["dotnet", Executable, .. Tool.Small("builtin:glyphs", folder["run"], "--steps", "100000000")];
        string line = $"echo $$ > {folder["pid"]}; exec {string.Join(' ', words)}";
        using var terminal = Process.Start(
            new ProcessStartInfo("/usr/bin/script", ["-qfc", line, "/dev/null"]) { RedirectStandardOutput = true })!;
        WaitForSteps(folder["run"]);
        int tool = int.Parse(File.ReadAllText(folder["pid"]));
        terminal.Kill();

        WaitFor(() => !Directory.Exists($"/proc/{tool}"));
        using var generator = OnnxGenerator.Load(folder["run/generator.onnx"]);
        Assert.IsTrue(File.Exists(folder["run/options.json"]));
    }

    /// <summary>
    /// Nobody reads the messages any more, so that the first signal can't even be told, as which the training goes on.
    /// </summary>
    [TestMethod]
    public void A_second_interrupt_ends_at_once_without_saving()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("This writes to the pipe of another process, by /proc.");
        using var folder = new TemporaryFolder();
        using var process = Start(Tool.Small("builtin:glyphs", folder["run"], "--steps", "100000000"));
        WaitForSteps(folder["run"]);
        string pipe = $"/proc/{process.Id}/fd/2";
        Shell(string.Concat(new[] { 4096, 1 }.Select(
            size => $"dd if=/dev/zero of={pipe} bs={size} count=1M oflag=nonblock 2>/dev/null; ")));
        Shell($"{Kill("TERM", process.Id)}; sleep 1.3");
        Assert.IsFalse(process.HasExited, "it ended without a word");
        Shell(Kill("TERM", process.Id));

        Assert.IsTrue(process.WaitForExit(Patience), "it did not end");
        Assert.AreEqual(143, process.ExitCode);
        Assert.IsFalse(File.Exists(folder["run/generator.onnx"]));
    }

    /// <summary>A generator and the options beside it are of one training at every moment.</summary>
    [TestMethod]
    public void A_training_that_is_killed_leaves_the_earlier_generator_with_its_options()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Signals can't be sent to one process on Windows.");
        using var folder = new TemporaryFolder();
        Tool.Train(folder["run"], "--steps", "2", "--seed", "1").Succeeded();
        File.Delete(folder["run/metrics.jsonl"]);
        using var process = Start(
            Tool.Small("builtin:glyphs", folder["run"], "--steps", "100000000", "--seed", "99", "--overwrite"));
        WaitForSteps(folder["run"]);
        Shell(Kill("KILL", process.Id));
        Assert.IsTrue(process.WaitForExit(Patience), "it did not end");

        Assert.Contains("holds the generator of an earlier training", process.StandardError.ReadToEnd());
        Assert.AreEqual(1, SeedIn(folder["run/options.json"]));
        Assert.AreEqual(99, SeedIn(folder["run/options.unfinished.json"]));
        using (var first = OnnxGenerator.Load(folder["run/generator.onnx"]))
            Assert.AreEqual("2", first.Info.Metadata[GeneratorMetadata.Steps]);

        Tool.Train(folder["run"], "--steps", "1", "--seed", "5", "--overwrite").Succeeded();
        Assert.AreEqual(5, SeedIn(folder["run/options.json"]));
        Assert.IsFalse(File.Exists(folder["run/options.unfinished.json"]));
    }

    [TestMethod]
    public void A_second_training_in_a_folder_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var process = Start(Tool.Small("builtin:glyphs", folder["run"], "--steps", "100000000"));
        WaitForSteps(folder["run"]);
        Tool.Train(folder["run"], "--overwrite").Failed(1, $"A training is writing to '{folder["run"]}'");
        process.Kill();
        Assert.IsTrue(process.WaitForExit(Patience));
        Tool.Train(folder["run"], "--steps", "1", "--overwrite").Succeeded();
    }

    [TestMethod]
    [DataRow("sample", "m.onnx", "--out")]
    [DataRow("train", "--data", "x", "--out", "y", "--network", "dcgna")]
    public void A_wrong_line_ends_without_a_stack_trace(params string[] line)
    {
        using var process = Start(line);
        Assert.IsTrue(process.WaitForExit(Patience));
        Assert.AreEqual(2, process.ExitCode);
        Assert.DoesNotContain("   at ", process.StandardError.ReadToEnd());
    }

    [TestMethod]
    public void Exit_codes_and_messages_reach_the_shell()
    {
        using var process = Start(["info", "nowhere.onnx"]);
        Assert.IsTrue(process.WaitForExit(Patience));
        Assert.AreEqual(1, process.ExitCode);
        Assert.StartsWith("mlgan: There is no file 'nowhere.onnx'.", process.StandardError.ReadToEnd());
    }

    private static int SeedIn(string file) =>
        JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("seed").GetInt32();

    /// <summary>
    /// Whether this process was started with SIGINT ignored, which those that it starts inherit; known on Linux.
    /// </summary>
    private static bool InterruptIsIgnored() => ToolProcess.Ignores("self", ToolProcess.Interrupt);
}
