namespace Ml.Gan.Benchmarks.Training;

/// <summary>PyTorch, as most of its users write a DCGAN.</summary>
internal static class PyTorchSide
{
    /// <exception cref="BenchmarkException">There is no Python, or it has no PyTorch.</exception>
    public static ITrainingSide Start(TrainingWorkload workload, FixedSamples images, int threads)
    {
        string python = Environment.GetEnvironmentVariable("PYTHON") is { Length: > 0 } named
            ? named
            : "/usr/bin/python3";
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, images.Bytes);
            // Python has read the file before it answers.
            return new ProcessSide(
                python,
                [
                    Path.Combine(AppContext.BaseDirectory, "Training", "pytorch_dcgan.py"),
                    "--images", file, "--count", $"{images.Count}", "--size", $"{images.Shape.Height}",
                    "--channels", $"{images.Shape.Channels}", "--width", $"{TrainingWorkload.Width}",
                    "--latent", $"{TrainingWorkload.LatentSize}", "--batch", $"{workload.BatchSize}",
                    "--threads", $"{threads}",
                ],
                "PyTorch",
                "a Python with PyTorch: Debian's python3-torch, or another that the environment variable PYTHON names");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
