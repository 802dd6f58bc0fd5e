using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Ml.Gan.Benchmarks.Training;

/// <summary>
/// A training in a process of its own, which says in a line of JSON what it is, then waits for numbers of steps to take
/// and answers each with the steps' times.
/// </summary>
internal sealed class ProcessSide : ITrainingSide
{
    private readonly string _program;
    private readonly string _needs;
    private readonly Process _process;

    /// <param name="program">Name of the program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="name">Name of what it trains with, before its version.</param>
    /// <param name="needs">What the machine may lack, as the end of "It needs …".</param>
    /// <exception cref="BenchmarkException">It can't be started, or ends without an answer.</exception>
    public ProcessSide(string program, IEnumerable<string> arguments, string name, string needs)
    {
        (_program, _needs) = (program, needs);
        _process = Start(arguments);
        using var answer = Answer();
        var about = answer.RootElement;
        Name = $"{name} {about.GetProperty("version").GetString()}";
        Threads = about.GetProperty("threads").GetInt32();
        Parameters = about.GetProperty("parameters").GetInt64();
    }

    public string Name { get; }

    public int Threads { get; }

    public long Parameters { get; }

    public double[] Run(int steps)
    {
        _process.StandardInput.WriteLine(steps);
        using var answer = Answer();
        return [.. answer.RootElement.EnumerateArray().Select(time => time.GetDouble())];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private Process Start(IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(_program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        }
        catch (Win32Exception e)
        {
            throw Missing($"can't be started ({e.Message})");
        }
    }

    private JsonDocument Answer()
    {
        string? line = _process.StandardOutput.ReadLine();
        return line is not null
            ? JsonDocument.Parse(line)
            : throw Missing("ended without an answer; what it said is above");
    }

    private BenchmarkException Missing(string what) => new($"{_program} {what}. It needs {_needs}.");
}
