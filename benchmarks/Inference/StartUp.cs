using System.Diagnostics;
using System.Globalization;
using Ml.Gan.Onnx;

namespace Ml.Gan.Benchmarks.Inference;

/// <summary>Time from a new process's first use of Ml.Gan to the first image, without and with a kept model.</summary>
internal static class StartUp
{
    /// <summary>The environment variable that has this program load a file and print the milliseconds.</summary>
    private const string Variable = "MLGAN_BENCHMARK_START";

    private const string Keeping = "keep:";

    /// <summary>Whether this process was started to load a file; it has then done so.</summary>
    public static bool IsChild()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } text)
            return false;
        bool keeps = text.StartsWith(Keeping, StringComparison.Ordinal);
        long start = Stopwatch.GetTimestamp();
        using var generator = OnnxGenerator.Load(
            keeps ? text[Keeping.Length..] : text,
            new OnnxGeneratorOptions { Device = GeneratorDevice.Cpu, IntraOpThreads = 1, KeepOptimized = keeps });
        generator.Sample(1, 1);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Console.WriteLine(milliseconds.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>
    /// The second start with a kept model relative to the first, which writes it, and to one that keeps nothing.
    /// </summary>
    public static (Quartiles ToFirst, Quartiles ToNone) Measure(string file, int rounds)
    {
        List<(double None, double First, double Second)> times = [];
        for (int round = 0; round < rounds; round++)
        {
            File.Delete($"{file}.optimized");
            times.Add((Start(file), Start(Keeping + file), Start(Keeping + file)));
        }

        return (
            Quartiles.Of(times.Select(t => t.Second / t.First)), Quartiles.Of(times.Select(t => t.Second / t.None)));
    }

    private static double Start(string text)
    {
        var start = new ProcessStartInfo(OwnProgram.Words[0], [.. OwnProgram.Words[1..], "inference"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[Variable] = text;
        using var process = Process.Start(start)!;
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? double.Parse(answer, CultureInfo.InvariantCulture)
            : throw new BenchmarkException($"A process that loads '{text}' failed.");
    }
}
