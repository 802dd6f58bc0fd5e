using System.Text.Json;
using Ml.Gan.Benchmarks.Inference;
using Ml.Gan.Benchmarks.Training;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;

namespace Ml.Gan.Benchmarks.Scaling;

/// <summary>
/// Time of an image in training and in sampling against batch, image size and threads, relative to one of them in the
/// same round, as tables and as a chart.
/// </summary>
internal static class ScalingCommand
{
    private const int Width = 32, LatentSize = 64, Channels = 3, UnitSize = 64, UnitBatch = 64;

    /// <summary>Batches and steps of which the fastest counts: other programs disturb that least.</summary>
    private const int Batches = 5, Steps = 2;

    private static readonly int[] s_sizes = [16, 32, 64, 128], s_batches = [8, 64, 256];

    public static void Run(Arguments arguments)
    {
        int rounds = arguments.Number("--rounds", 5);
        string chart = arguments.Text("--out", "scaling.svg");
        ScalingPlace[] places =
        [
            .. from work in Enum.GetValues<ScalingWork>()
            from size in s_sizes
            from threads in arguments.ThreadCounts
            from batch in BatchesOf(work)
            select new ScalingPlace(work, size, batch, threads),
        ];
        var data = s_sizes.ToDictionary(size => size, DrawSamples);
        var times = places.ToDictionary(place => place, _ => new List<double>());
        for (int round = 0; round < rounds; round++)
        {
            var made = places.ToDictionary(place => place, place => Time(place, data[place.Size]));
            foreach (var place in places)
                times[place].Add(made[place] / made[Unit(place.Work, arguments.ThreadCounts[0])]);
        }

        var result = times.ToDictionary(place => place.Key, place => Quartiles.Of(place.Value));
        if (arguments.Json)
            Console.WriteLine(JsonSerializer.Serialize(
                places.Select(place => new { place, relative_time = result[place] })));
        else
            Print(result, arguments.ThreadCounts, rounds);
        File.WriteAllText(chart, ScalingChart.Draw(result));
        if (!arguments.Json)
            Console.WriteLine($"\nWrote {chart}");
    }

    /// <summary>Batch normalization learns from two images at least.</summary>
    private static int[] BatchesOf(ScalingWork work) => [work == ScalingWork.Training ? 2 : 1, .. s_batches];

    private static ScalingPlace Unit(ScalingWork work, int threads) => new(work, UnitSize, UnitBatch, threads);

    private static FixedSamples DrawSamples(int size)
    {
        using var glyphs = new Glyphs(size, Channels);
        return new FixedSamples(glyphs, s_batches[^1]);
    }

    /// <summary>Milliseconds of an image, after a batch that doesn't count.</summary>
    private static double Time(ScalingPlace place, FixedSamples data)
    {
        var options = new LatentGanOptions
        {
            Network = new Dcgan { Width = Width },
            Objective = new NonSaturating(),
            LatentSize = LatentSize,
            BatchSize = Math.Max(BatchesOf(ScalingWork.Training)[0], place.Batch),
            EmaDecay = 0,
            Steps = 1 + Steps,
        };
        if (place.Work == ScalingWork.Training)
        {
            using var training = new MlGanSide(options, data, place.Threads);
            training.Run(1);
            return training.Run(Steps).Min() / place.Batch;
        }
        using var gan = new LatentGan(options, data);
        using var sampling = new OnnxGeneratorSide(gan.Export().ToBytes(), place.Batch, place.Threads);
        sampling.Run();
        return Enumerable.Range(0, Batches).Min(_ => sampling.Run()) / place.Batch;
    }

    private static void Print(
        Dictionary<ScalingPlace, Quartiles> times, IReadOnlyList<int> threadCounts, int rounds)
    {
        Console.WriteLine($"DCGAN of width {Width}: time of an image relative to {UnitSize}x{UnitSize} in batches of "
            + $"{UnitBatch} with {threadCounts[0]} threads; medians of {rounds} rounds (quartiles)");
        foreach (var work in Enum.GetValues<ScalingWork>())
        {
            Console.WriteLine($"\n{work}\n");
            var heads = BatchesOf(work).Select(batch => $"Batch {batch}");
            Console.WriteLine($"| Size | Threads | {string.Join(" | ", heads)} |");
            Console.WriteLine($"|---|---|{string.Concat(BatchesOf(work).Select(_ => "---|"))}");
            foreach (int size in s_sizes)
            {
                foreach (int threads in threadCounts)
                {
                    var cells = BatchesOf(work).Select(batch => times[new ScalingPlace(work, size, batch, threads)]);
                    Console.WriteLine($"| {size}×{size} | {threads} | {string.Join(" | ", cells)} |");
                }
            }
        }
    }
}
