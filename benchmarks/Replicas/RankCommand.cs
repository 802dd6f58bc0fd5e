using System.Text.Json;
using Ml.Gan.Benchmarks.Training;
using Ml.Gan.Models;
using Ml.Gan.Mpi;
using Ml.Gan.Training;
using TorchSharp;

namespace Ml.Gan.Benchmarks.Replicas;

/// <summary>
/// One rank of a measured training, with one thread, or a training of its own beside those of the other ranks; rank 0
/// writes the times in a line of JSON. Started by <see cref="ReplicasCommand"/>.
/// </summary>
internal static class RankCommand
{
    public const string Name = "rank", AloneFlag = "--alone";

    public static void Run(Arguments arguments)
    {
        if (MpiLaunch.Count == 1)
            Write(Train(arguments, null));
        else
            MpiReplicas.Run(replicas =>
            {
                var times = arguments.TrainsAlone
                    ? TrainBeside(arguments, replicas)
                    : Train(arguments, replicas);
                if (replicas.Rank == 0)
                    Write(times);
                return 0;
            });
    }

    private static void Write(RankTimes times) => Console.WriteLine(JsonSerializer.Serialize(times));

    /// <summary>Trains alone while the other ranks do so too; steps are means over the ranks.</summary>
    private static RankTimes TrainBeside(Arguments arguments, MpiReplicas replicas)
    {
        replicas.Barrier();
        var times = Train(arguments, null);
        replicas.AllReduceSum(times.Step);
        return times with { Step = [.. times.Step.Select(sum => sum / replicas.Count)] };
    }

    private static RankTimes Train(Arguments arguments, MpiReplicas? replicas)
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
        // Rank 0 alone is told of steps.
        return new RankTimes([.. clock.Milliseconds.Skip(1)], [.. exchanges.Steps.Skip(1)]);
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
