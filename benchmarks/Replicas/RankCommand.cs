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
    public const string Name = "rank", AloneFlag = "--alone", MeetingFlag = "--meeting";

    /// <summary>
    /// Steps that aren't counted: .NET compiles in the background meanwhile, which one process leaves to a processor
    /// that it doesn't need, and ranks on all processors don't.
    /// </summary>
    private const int WarmUpSteps = 10;

    public static void Run(Arguments arguments)
    {
        if (MpiLaunch.Count == 1)
            Write(Train(arguments, null, []));
        else
            MpiReplicas.Run(replicas =>
            {
                var times = arguments.TrainsAlone
                    ? TrainBeside(arguments, replicas)
                    : Train(arguments, replicas, []);
                if (replicas.Rank == 0)
                    Write(times);
                return 0;
            });
    }

    private static void Write(RankTimes times) => Console.WriteLine(JsonSerializer.Serialize(times));

    /// <summary>
    /// Trains alone while the other ranks do so too, all free or all waiting for each other after each step; steps are
    /// means over the ranks.
    /// </summary>
    private static RankTimes TrainBeside(Arguments arguments, MpiReplicas replicas)
    {
        replicas.Barrier();
        var times = Train(arguments, null, arguments.Meets ? [new Meeting(replicas)] : []);
        replicas.AllReduceSum(times.Step);
        return times with { Step = [.. times.Step.Select(sum => sum / replicas.Count)] };
    }

    private static RankTimes Train(Arguments arguments, MpiReplicas? replicas, ITrainingListener[] listeners)
    {
        torch.set_num_threads(1);
        var workload = TrainingWorkload.Of("dcgan64");
        int steps = arguments.Number("--steps", ReplicasCommand.Steps);
        int all = WarmUpSteps + steps;
        using var images = workload.DrawSamples();
        var options = workload.Options(all);
        options.BatchSize = arguments.Number("--batch", ReplicasCommand.Batch) * (replicas?.Count ?? 1);
        var clocked = replicas is null ? null : new ClockedReplicas(replicas, WarmUpSteps);
        options.Replicas = clocked;
        using var gan = new LatentGan(options, images);
        using var clock = new StepClock(all);
        new GanTrainer(gan).Train([clock, .. listeners]);
        // Rank 0 alone is told of steps.
        double[] milliseconds = [.. clock.Milliseconds.Skip(WarmUpSteps)];
        if (clocked is null)
            return new RankTimes(milliseconds, 0, 0);
        double[] times = [clocked.Waiting.TotalMilliseconds, clocked.Exchanging.TotalMilliseconds];
        replicas!.AllReduceSum(times);
        return new RankTimes(milliseconds, times[0] / steps / replicas.Count, times[1] / steps / replicas.Count);
    }

    private sealed class Meeting(MpiReplicas replicas) : ITrainingListener
    {
        public void StepCompleted(TrainingStep step) => replicas.Barrier();
    }
}
