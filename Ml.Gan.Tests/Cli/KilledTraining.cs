using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ml.Gan.Tests.Data;
using static Ml.Gan.Tests.Cli.ToolProcess;

namespace Ml.Gan.Tests.Cli;

/// <summary>
/// A small training that is once run as a whole, and then killed and resumed: no more than one interval between
/// checkpoints may be lost, and no byte of what comes out may differ.
/// </summary>
internal sealed partial class KilledTraining : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _args;
    private readonly int _steps;
    private readonly int _interval;
    private string[]? _files;

    public KilledTraining(int steps, int interval)
    {
        (_steps, _interval) = (steps, interval);
        _args = ["--steps", $"{steps}", "--threads", "1", "--checkpoint-every", $"{interval}", "--sample-every", "20"];
    }

    /// <summary>
    /// Trains, kills the process some time after a step that the metrics tell of, once there is a checkpoint, and
    /// resumes.
    /// </summary>
    /// <returns>The last step that had been written to the metrics, and that from which it went on.</returns>
    public (long Killed, long Resumed) KillAndResume(long step, TimeSpan delay)
    {
        _files ??= Complete();
        if (Directory.Exists(_folder["run"]))
            Directory.Delete(_folder["run"], recursive: true);
        using (var process = Start(Tool.Small("builtin:glyphs", _folder["run"], _args)))
        {
            WaitFor(() => Directory.Exists(_folder["run/checkpoints"])
                && Directory.EnumerateFiles(_folder["run/checkpoints"], "step-*").Any()
                && MetricLines("run") is [.., var last] && last.Step >= step);
            Thread.Sleep(delay);
            Shell(Kill("KILL", process.Id));
            Assert.IsTrue(process.WaitForExit(Patience), "it did not end");
        }
        long killed = MetricLines("run").Last().Step;
        long from = Resume();
        Assert.IsGreaterThan(killed - _interval - 1, from);
        foreach (string file in _files)
            CollectionAssert.AreEqual(
                File.ReadAllBytes(_folder[$"whole/{file}"]), File.ReadAllBytes(_folder[$"run/{file}"]), file);
        CollectionAssert.AreEqual(MetricLines("whole"), MetricLines("run"));
        return (killed, from);
    }

    public void Dispose() => _folder.Dispose();

    /// <returns>Names of the files that are compared.</returns>
    private string[] Complete()
    {
        using var process = Start(Tool.Small("builtin:glyphs", _folder["whole"], _args));
        RequireSuccess(process);
        return ["generator.onnx", "weights.safetensors", $"samples/step-{_steps:D6}.png"];
    }

    private long Resume()
    {
        using var resumed = Start(["train", "--resume", _folder["run"]]);
        string error = RequireSuccess(resumed);
        if (StepResumedFrom().Match(error) is { Success: true } from)
            return long.Parse(from.Groups[1].Value);
        Assert.Contains($"All {_steps} steps are done", error);
        return _steps;
    }

    private static string RequireSuccess(Process process)
    {
        string error = process.StandardError.ReadToEnd();
        Assert.IsTrue(process.WaitForExit(Patience), "it did not end");
        Assert.AreEqual(0, process.ExitCode, error);
        return error;
    }

    /// <summary>Lines of the metrics, but for how long they took.</summary>
    private (long Step, string Text)[] MetricLines(string run) =>
    [
        .. File.ReadLines(_folder[$"{run}/metrics.jsonl"]).Where(line => line.EndsWith('}')).Select(line =>
            (JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt64(), line.Split(",\"seconds")[0])),
    ];

    [GeneratedRegex(@"after step (\d+) of")]
    private static partial Regex StepResumedFrom();
}
