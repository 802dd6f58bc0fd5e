using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Models;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Benchmarks.Endurance;

/// <summary>Long runs: each notes the memory and says how many of its results were wrong.</summary>
internal static class Runs
{
    private const int Seeds = 32, Count = 8;

    /// <summary>
    /// Creates an estimator, trains it for two steps, samples, and disposes of what it gave, again and again: the
    /// samples are those of the first time.
    /// </summary>
    public static long Cycles(int cycles, FixedSamples images, ResidentMemory memory, Leak? leak)
    {
        float[][]? expected = null;
        long wrong = 0;
        for (int cycle = 1; cycle <= cycles; cycle++)
        {
            var mlContext = new MLContext(seed: 1);
            var options = EnduranceWorkload.Options<GanEstimator.Options>(steps: 2);
            options.InputColumnName = "Image";
            using var model = mlContext.Gan().Generator(options).Fit(mlContext.Gan().LoadFromSource(images));
            float[][] samples = [.. model.Sample(Count).GetColumn<float[]>(options.OutputColumnName)];
            expected ??= samples;
            if (!samples.Zip(expected).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)))
                wrong++;
            leak?.Lose();
            memory.Note((double)cycle / cycles);
        }
        return wrong;
    }

    /// <summary>Trains for long; the exported generator then draws what the trained one does, up to rounding.</summary>
    public static long Steps(int steps, FixedSamples images, ResidentMemory memory, Leak? leak)
    {
        const double Rounding = 1e-4;
        using var gan = new LatentGan(EnduranceWorkload.Options<LatentGanOptions>(steps), images);
        new GanTrainer(gan).Train([new MemoryNotes(memory, leak), new HealthMonitor(gan, _ => { })]);
        using var generator = OnnxGenerator.Load(gan.Export().ToBytes());
        float[] latents = LatentNoise.Rows(Count, EnduranceWorkload.LatentSize, seed: 1);
        float[] trained = gan.Sample(latents);
        return generator.Generate(latents).Values.ToArray().Zip(trained).Count(
            pair => !(Math.Abs(pair.First - pair.Second) <= Rounding));
    }

    /// <summary>Samples from several threads on one generator: what one thread gives for the same seeds.</summary>
    /// <returns>Calls, and those whose result was another one.</returns>
    public static (long Calls, long Wrong) Sampling(
        int seconds, int threads, FixedSamples images, ResidentMemory memory)
    {
        using var gan = new LatentGan(EnduranceWorkload.Options<LatentGanOptions>(steps: 2), images);
        new GanTrainer(gan).Train();
        using var generator = OnnxGenerator.Load(gan.Export().ToBytes());
        float[][] expected =
            [.. Enumerable.Range(0, Seeds).Select(seed => generator.Sample(Count, seed).Values.ToArray())];
        var (time, watch) = (TimeSpan.FromSeconds(seconds), Stopwatch.StartNew());
        long calls = 0, wrong = 0;
        Task[] sampling =
        [
            .. Enumerable.Range(0, threads).Select(thread => Task.Factory.StartNew(
                () =>
                {
                    for (int call = thread; watch.Elapsed < time; call++)
                    {
                        float[] right = expected[call % Seeds];
                        bool isRight = generator.Sample(Count, call % Seeds).Values.Span.SequenceEqual(right);
                        Interlocked.Increment(ref calls);
                        if (!isRight)
                            Interlocked.Increment(ref wrong);
                    }
                },
                TaskCreationOptions.LongRunning)),
        ];
        while (!Task.WaitAll(sampling, TimeSpan.FromMilliseconds(100)))
            memory.Note(Math.Min(0.99, watch.Elapsed / time));
        memory.Note(1);
        return (calls, wrong);
    }

    private sealed class MemoryNotes(ResidentMemory memory, Leak? leak) : ITrainingListener
    {
        public void StepCompleted(TrainingStep step)
        {
            leak?.Lose();
            memory.Note((double)step.Step / step.Steps);
        }
    }
}
