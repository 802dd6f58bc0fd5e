using System.Text.Json;
using Ml.Gan.Benchmarks.Training;
using Ml.Gan.Models;
using Ml.Gan.Mpi;
using Ml.Gan.Training;
using TorchSharp;

namespace Ml.Gan.Benchmarks.Replicas;

/// <summary>
/// One rank of a measured training, with one thread; rank 0 writes its times in a line of JSON. Started by
/// <see cref="ReplicasCommand"/>.
/// </summary>
internal static class RankCommand
{
    public const string Name = "rank";

    public static void Run(Arguments arguments)
    {
        if (MpiLaunch.Count == 1)
            Train(arguments, null);
        else
            MpiReplicas.Run(replicas =>
            {
                Train(arguments, replicas);
                return 0;
            });
    }

    private static void Train(Arguments arguments, MpiReplicas? replicas)
    {
        torch.set_num_threads(1);
        var workload = TrainingWorkload.Of("dcgan64");
        int steps = arguments.Number("--steps", ReplicasCommand.Steps);
        using var images = workload.DrawSamples();
        var options = workload.Options(steps);
        options.BatchSize = arguments.Number("--batch", ReplicasCommand.Batch) * (replicas?.Count ?? 1);
        options.Replicas = replicas;
        using var gan = new LatentGan(options, images);
        using var clock = new StepClock(steps);
        var exchanges = new ExchangeClock(replicas);
        new GanTrainer(gan).Train([clock, exchanges]);
        if (replicas is null or { Rank: 0 })
            Console.WriteLine(JsonSerializer.Serialize(new RankTimes(clock.Milliseconds[1..], exchanges.Steps[1..])));
    }

    /// <summary>Notes how long each step's exchanges took, in milliseconds.</summary>
    private sealed class ExchangeClock(MpiReplicas? replicas) : ITrainingListener
    {
        private readonly List<double> _milliseconds = [];
        private double _before;

        public double[] Steps => [.. _milliseconds];

        public void StepCompleted(TrainingStep step)
        {
            double now = replicas?.ExchangeTime.TotalMilliseconds ?? 0;
            _milliseconds.Add(now - _before);
            _before = now;
        }
    }
}
