using System.Diagnostics;
using Ml.Gan.Data;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>Speed of a training on this machine, measured on networks that are thrown away.</summary>
internal static class TrainingSpeed
{
    private const int MostSteps = 20;

    /// <summary>Mean time of a step over all stages.</summary>
    /// <param name="options">What is trained with.</param>
    /// <param name="data">What is learned from; stays the caller's.</param>
    /// <param name="limit">About how long to measure; at least two steps of each stage are taken.</param>
    /// <exception cref="GanOptionException">An option is out of range or doesn't fit the data.</exception>
    public static TimeSpan OfStep(LatentGanOptions options, ISampleSource data, TimeSpan limit)
    {
        var shares = options.Network.StageShares(data.Shape);
        var tried = options.Copy();
        (tried.Time, tried.Epochs, tried.Steps, tried.InitialWeights) = (null, null, 1000L * shares.Count, null);
        tried.FrozenDiscriminatorLayers = 0;
        using var gan = new LatentGan(tried, data);
        var trainer = new GanTrainer(gan);
        double seconds = 0, before = 0, all = shares.Sum();
        foreach (double share in shares)
        {
            gan.CompletedSteps = (long)((before + share / 2) / all * trainer.Steps);
            seconds += share / all * OfStep(trainer, limit / shares.Count);
            before += share;
        }
        return TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Seconds of a step; the first one, which allocates, doesn't count.</summary>
    private static double OfStep(GanTrainer trainer, TimeSpan limit)
    {
        Take();
        var watch = Stopwatch.StartNew();
        int steps = 0;
        do
        {
            Take();
            steps++;
        }
        while (watch.Elapsed < limit && steps < MostSteps);
        return watch.Elapsed.TotalSeconds / steps;

        void Take()
        {
            using var scope = NewDisposeScope();
            trainer.RunStep().Read();
        }
    }
}
