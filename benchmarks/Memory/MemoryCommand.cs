using System.Text.Json;
using Ml.Gan.Benchmarks.Training;
using Ml.Gan.Models;
using Ml.Gan.Training;
using TorchSharp;

namespace Ml.Gan.Benchmarks.Memory;

/// <summary>Trains with Ml.Gan alone and prints whether memory stays flat.</summary>
internal static class MemoryCommand
{
    private const int SettledAfter = 100;

    /// <exception cref="BenchmarkException">There are too few steps to compare.</exception>
    public static void Run(Arguments arguments)
    {
        int steps = arguments.Number("--steps", 2000);
        if (steps <= SettledAfter)
            throw new BenchmarkException(
                $"--steps must be above {SettledAfter}, where the first figure is taken; it is {steps}.");
        torch.set_num_threads(arguments.Threads);
        var workload = TrainingWorkload.Dcgan32;
        using var images = workload.DrawSamples();
        using var gan = new LatentGan(workload.Options(steps, !arguments.ReturnsFreedMemory), images);
        var watch = new MemoryWatch(SettledAfter);
        new GanTrainer(gan).Train([watch]);
        if (arguments.Json)
            Console.WriteLine(JsonSerializer.Serialize(
                new { workload = workload.Description, steps, after_100_mib = watch.Settled, end_mib = watch.End }));
        else
            Console.WriteLine($"{workload.Description}\nResident memory: {watch.Settled:F0} MiB after {SettledAfter} "
                + $"steps, {watch.End:F0} MiB after {steps}");
    }
}
