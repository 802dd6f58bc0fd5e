using System.Diagnostics;

namespace Ml.Gan.Tests.Cli;

/// <summary>The tool as a process, and what is done to it from outside.</summary>
internal static class ToolProcess
{
    /// <summary>Numbers of signals on Linux.</summary>
    public const int Hangup = 1, Interrupt = 2;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static string Executable => Path.Combine(AppContext.BaseDirectory, "mlgan.dll");

    public static Process Start(string[] args) => Redirected("dotnet", [Executable, .. args]);

    /// <summary>
    /// Starts the tool by a shell, with words before it that it puts the tool's process into another state by.
    /// </summary>
    /// <param name="shell">
    /// As <c>trap '' INT; exec</c>; the tool's process is the shell's, or one that it has become.
    /// </param>
    /// <param name="args">The tool's arguments.</param>
    public static Process StartBy(string shell, string[] args) =>
        Redirected("sh", ["-c", $"{shell} \"$@\"", "sh", "dotnet", Executable, .. args]);

    public static string Kill(string signal, int id) => $"kill -{signal} {id}";

    public static void Shell(string line)
    {
        using var shell = Process.Start("sh", ["-c", line]);
        shell.WaitForExit();
    }

    public static void WaitForSteps(string folder)
    {
        string metrics = Path.Combine(folder, "metrics.jsonl");
        WaitFor(() => File.Exists(metrics) && File.ReadAllText(metrics).Length > 0);
    }

    public static void WaitFor(Func<bool> condition)
    {
        for (var watch = Stopwatch.StartNew(); !condition(); Thread.Sleep(50))
            Assert.IsLessThan(Patience, watch.Elapsed);
    }

    /// <summary>Whether a process was started with a signal ignored; known on Linux.</summary>
    /// <param name="process">Its number, or <c>self</c>.</param>
    /// <param name="signal">Number of the signal.</param>
    public static bool Ignores(string process, int signal)
    {
        const string Field = "SigIgn:";
        string status = $"/proc/{process}/status";
        return File.Exists(status)
            && File.ReadLines(status).First(line => line.StartsWith(Field, StringComparison.Ordinal)) is var ignored
            && (Convert.ToInt64(ignored[Field.Length..].Trim(), 16) & (1 << (signal - 1))) != 0;
    }

    /// <summary>Leaves out a test that sends SIGHUP where those that this process starts ignore it.</summary>
    public static void RequireHangup()
    {
        if (Ignores("self", Hangup))
            Assert.Inconclusive("The tests run under nohup, whose processes ignore SIGHUP.");
    }

    private static Process Redirected(string program, string[] args) => Process.Start(
        new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
