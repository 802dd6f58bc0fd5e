using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Ml.Gan.Tests.Fuzzing;

/// <summary>What a run of one reader came to.</summary>
/// <param name="Taken">Inputs that were read.</param>
/// <param name="Refused">Inputs that were refused with a reason.</param>
/// <param name="Megabytes">Most that the process grew by.</param>
/// <param name="Findings">What was neither, with the number of the input.</param>
internal sealed record FuzzResult(long Taken, long Refused, long Megabytes, IReadOnlyList<string> Findings);

/// <summary>
/// Run of a reader over mutated inputs in a process of its own: one that dies or hangs is a finding, and the next one
/// goes on behind that input.
/// </summary>
/// <param name="target">The reader.</param>
/// <param name="seed">Seed of the inputs.</param>
/// <param name="folder">Where the inputs of findings are written; null for nowhere.</param>
internal sealed class FuzzRun(FuzzTarget target, int seed, string? folder)
{
    private const int MostFindings = 20;

    /// <summary>Seconds of a processor that an input may take, and of a clock where the machine is busy.</summary>
    private const double MostSeconds = 5, MostSecondsOfClock = 120;

    private readonly List<string> _findings = [];

    public FuzzResult Read(long first, long count)
    {
        string path = Path.GetTempFileName();
        try
        {
            using var state = FuzzState.Open(path);
            state.SetIndex(first);
            for (long next = first, end = first + count; next < end && _findings.Count < MostFindings;)
                next = Watch(path, state, next, end);
            return new FuzzResult(state.Taken, state.Refused, state.Megabytes, _findings);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <returns>The input to go on with.</returns>
    private long Watch(string path, FuzzState state, long first, long end)
    {
        using var process = Start(path, first, end);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        var error = process.StandardError.ReadToEndAsync();
        var clock = Stopwatch.StartNew();
        (long at, double since) = (-1, 0);
        while (!process.WaitForExit(200))
        {
            double used = ProcessorSeconds(process);
            if (state.Index != at)
            {
                (at, since) = (state.Index, used);
                clock.Restart();
            }
            else if (used - since > MostSeconds || clock.Elapsed.TotalSeconds > MostSecondsOfClock)
            {
                process.Kill();
                process.WaitForExit();
                Find(at, $"the reader hangs: {used - since:F1} s of the processor, {clock.Elapsed.TotalSeconds:F1} s");
                return at + 1;
            }
        }
        process.WaitForExit();
        if (process.ExitCode == 0)
            return end;
        string last = error.Result.ReplaceLineEndings(" | ");
        Find(state.Index, $"the process ended with exit code {process.ExitCode}: {last[..Math.Min(600, last.Length)]}");
        return state.Index + 1;
    }

    private Process Start(string path, long first, long end)
    {
        string[] numbers =
            [.. new[] { seed, first, end }.Select(number => number.ToString(CultureInfo.InvariantCulture))];
        return Process.Start(new ProcessStartInfo(
            OwnProcess.DotnetPath, [OwnProcess.Assembly, FuzzProcess.Command, target.Name, .. numbers, path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_DbgEnableMiniDump"] = "0", ["OMP_NUM_THREADS"] = "1" },
        })!;
    }

    private static double ProcessorSeconds(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return 0; // it has just ended
        }
    }

    private void Hear(string? line)
    {
        if (line?.Split('\t', 2) is [var number, var what]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long index))
            Find(index, what);
    }

    private void Find(long index, string what)
    {
        lock (_findings)
        {
            _findings.Add($"{target.Name}, seed {seed}, input {index}: {what}");
            if (folder is null)
                return;
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, $"{target.Name}-{seed}-{index}.bin"), target.Input(seed, index));
            File.AppendAllText(Path.Combine(folder, "findings.txt"), _findings[^1] + Environment.NewLine);
        }
    }
}
