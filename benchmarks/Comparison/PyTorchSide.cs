using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Ml.Gan.Benchmarks.Comparison;

/// <summary>PyTorch in a Python process of its own, which waits for a number of steps to take.</summary>
internal sealed class PyTorchSide : ITrainingSide
{
    private readonly string _python =
        Environment.GetEnvironmentVariable("PYTHON") is { Length: > 0 } named ? named : "/usr/bin/python3";
    private readonly Process _process;

    /// <exception cref="BenchmarkException">There is no Python, or it has no PyTorch.</exception>
    public PyTorchSide(FixedSamples images, int threads)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, images.Bytes);
            _process = Start(images, file, threads);
            using var answer = Answer();
            var about = answer.RootElement;
            Name = $"PyTorch {about.GetProperty("version").GetString()}";
            Threads = about.GetProperty("threads").GetInt32();
            Parameters = about.GetProperty("generator_parameters").GetInt64()
                + about.GetProperty("discriminator_parameters").GetInt64();
        }
        finally
        {
            // Python has read it before it answers.
            File.Delete(file);
        }
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

    private Process Start(FixedSamples images, string file, int threads)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Comparison", "pytorch_dcgan.py");
        var start = new ProcessStartInfo(_python) { RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] options =
        [
            "--images", file, "--count", $"{images.Count}", "--size", $"{Workload.Size}",
            "--channels", $"{Workload.Channels}", "--width", $"{Workload.Width}",
            "--latent", $"{Workload.LatentSize}", "--batch", $"{Workload.BatchSize}", "--threads", $"{threads}",
        ];
        foreach (string argument in options.Prepend(script))
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw Missing($"{_python} can't be started ({e.Message})");
        }
    }

    private JsonDocument Answer()
    {
        string? line = _process.StandardOutput.ReadLine();
        return line is not null
            ? JsonDocument.Parse(line)
            : throw Missing($"{_python} ended without an answer; what it said is above");
    }

    private static BenchmarkException Missing(string what) => new(
        $"The comparison needs a Python with PyTorch, but {what}. Install Debian's python3-torch, or name another "
        + "Python in the environment variable PYTHON.");
}
