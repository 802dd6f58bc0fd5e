using System.Diagnostics;
using Ml.Gan.Data;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>Speed of a training on this machine, measured on networks that are thrown away.</summary>
internal static class TrainingSpeed
{
    private const int MostSteps = 20;

    private const double LongestTrial = 10;

    /// <summary>Steps that fit into a time, at least 1, and what one takes.</summary>
    /// <param name="options">What is trained with.</param>
    /// <param name="data">What is learned from; stays the caller's.</param>
    /// <param name="time">The time.</param>
    /// <param name="trials">
    /// Trials that share a twentieth of the time; none takes longer than about 10 seconds. Default 1.
    /// </param>
    /// <param name="cancellation">Ends it. Default none.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static (long Steps, TimeSpan StepTime) StepsIn(
        LatentGanOptions options, ISampleSource data, TimeSpan time, int trials = 1,
        CancellationToken cancellation = default)
    {
        var limit = TimeSpan.FromSeconds(Math.Min(LongestTrial, time.TotalSeconds / (20 * trials)));
        var step = OfStep(options, data, limit, cancellation);
        return (Math.Max(1, (long)(time / step)), step);
    }

    /// <summary>Steps that fit into a time, at least 1, of a model that is trained as a whole.</summary>
    /// <param name="create">Creates it, with as many steps as can be tried.</param>
    /// <param name="time">The time.</param>
    public static long StepsIn(Func<GanModel> create, TimeSpan time)
    {
        using var model = create();
        double step = OfStep(
            new GanTrainer(model), TimeSpan.FromSeconds(Math.Min(LongestTrial, time.TotalSeconds / 20)), default);
        return Math.Max(1, (long)(time.TotalSeconds / step));
    }

    /// <summary>Mean time of a step over all stages.</summary>
    /// <param name="options">What is trained with.</param>
    /// <param name="data">What is learned from; stays the caller's.</param>
    /// <param name="limit">About how long to measure; at least one step of each stage is taken.</param>
    /// <param name="cancellation">Ends it after the step in progress.</param>
    /// <exception cref="GanOptionException">An option is out of range or doesn't fit the data.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static TimeSpan OfStep(
        LatentGanOptions options, ISampleSource data, TimeSpan limit, CancellationToken cancellation)
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
            seconds += share / all * OfStep(trainer, limit / shares.Count, cancellation);
            before += share;
        }
        return TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Time of a step of a model that is trained as a whole, which takes some of its steps.</summary>
    /// <param name="model">The model.</param>
    /// <param name="limit">About how long to measure.</param>
    /// <param name="cancellation">Ends it after the step in progress.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static TimeSpan OfStep(GanModel model, TimeSpan limit, CancellationToken cancellation) =>
        TimeSpan.FromSeconds(OfStep(new GanTrainer(model), limit, cancellation));

    /// <summary>
    /// Seconds of a step; the first one, which allocates, counts only where it takes all of the limit.
    /// </summary>
    private static double OfStep(GanTrainer trainer, TimeSpan limit, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        Take();
        if (watch.Elapsed > limit)
            return watch.Elapsed.TotalSeconds;
        watch.Restart();
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
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            trainer.RunStep(cancellation).Read();
        }
    }
}
