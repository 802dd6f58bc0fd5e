using System.Diagnostics;
using System.Text.Json;
using TorchSharp;

namespace Ml.Gan.Benchmarks.Training.Plain;

/// <summary>
/// Plain TorchSharp in a process of its own, whose settings are those that TorchSharp's users have: prints one line of
/// JSON about itself, then reads numbers of steps and prints the steps' times in milliseconds.
/// </summary>
internal static class PlainCommand
{
    public const string Name = "plain-side";

    public static void Run(Arguments arguments)
    {
        torch.set_num_threads(arguments.Threads);
        var training = new PlainTraining(arguments.Workloads.Single());
        Answer(new
        {
            version = torch.__version__,
            threads = torch.get_num_threads(),
            parameters = training.Parameters,
        });
        while (Console.ReadLine() is { } line)
        {
            double[] times = new double[int.Parse(line)];
            for (int step = 0; step < times.Length; step++)
            {
                long start = Stopwatch.GetTimestamp();
                training.Step();
                times[step] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
            Answer(times);
        }
    }

    private static void Answer<T>(T value) => Console.WriteLine(JsonSerializer.Serialize(value));
}
