using System.Diagnostics;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using static Ml.Gan.Tests.Cli.ToolProcess;

namespace Ml.Gan.Tests.Cli;

/// <summary>Trainings whose starter has them ignore signals: background jobs of a shell, and nohup.</summary>
[TestClass]
public sealed class IgnoredSignalsTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    /// <summary>A shell starts background jobs of a script so: Ctrl-C is for what is in front.</summary>
    [TestMethod]
    public void Where_interrupts_are_ignored_the_training_goes_on_until_it_is_terminated() =>
        AssertGoesOnUntilTerminated("trap '' INT; exec", "INT", Interrupt);

    [TestMethod]
    public void Under_nohup_the_training_goes_on_when_the_terminal_is_closed() =>
        AssertGoesOnUntilTerminated("exec nohup", "HUP", Hangup);

    /// <summary>In a session of its own it has no terminal to lose, but can be sent the signal.</summary>
    [TestMethod]
    public void In_a_session_of_its_own_a_hangup_stops_and_saves()
    {
        RequireLinux();
        RequireHangup();
        using var process = Train("exec setsid");
        Shell(Kill("HUP", process.Id));
        AssertSaves(process);
    }

    private void AssertGoesOnUntilTerminated(string start, string signal, int number)
    {
        RequireLinux();
        using var process = Train(start);
        Assert.IsTrue(Ignores($"{process.Id}", number), "the process was not started as the test needs it");
        Shell(Kill(signal, process.Id));
        long lines = Lines;
        WaitFor(() => Lines > lines + 5);
        Assert.IsFalse(process.HasExited);
        Assert.IsFalse(File.Exists(_folder["run/generator.onnx"]));
        Assert.IsTrue(Ignores($"{process.Id}", number));

        Shell(Kill("TERM", process.Id));
        AssertSaves(process);
    }

    private void AssertSaves(Process process)
    {
        Assert.IsTrue(process.WaitForExit(Patience), "it did not end");
        string error = process.StandardError.ReadToEnd();
        Assert.AreEqual(0, process.ExitCode, error);
        Assert.AreEqual(1, error.Split("Stopping: the step in progress").Length - 1, error);
        using var generator = OnnxGenerator.Load(_folder["run/generator.onnx"]);
    }

    private long Lines => File.ReadLines(_folder["run/metrics.jsonl"]).LongCount();

    private Process Train(string start)
    {
        var process = StartBy(start, Tool.Small("builtin:glyphs", _folder["run"], "--steps", "100000000"));
        WaitForSteps(_folder["run"]);
        return process;
    }

    private static void RequireLinux()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("What a process ignores is known on Linux.");
    }
}
