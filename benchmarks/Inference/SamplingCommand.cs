using System.Text.Json;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Onnx.Writing;
using static TorchSharp.torch;

namespace Ml.Gan.Benchmarks.Inference;

/// <summary>
/// Time of an image against batch, image size and threads, relative to one of them in the same round, as a table and as
/// a chart.
/// </summary>
internal static class SamplingCommand
{
    private const int Width = 32, LatentSize = 64, Channels = 3, Batches = 5;

    private static readonly int[] s_sizes = [16, 32, 64, 128], s_batches = [1, 8, 64, 256], s_threads = [1, 2];
    private static readonly SamplingPlace s_unit = new(64, 64, 1);

    public static void Run(Arguments arguments)
    {
        int rounds = arguments.Number("--rounds", 7);
        SamplingPlace[] places =
        [
            .. from size in s_sizes
            from batch in s_batches
            from threads in s_threads
            select new SamplingPlace(size, batch, threads),
        ];
        var models = s_sizes.ToDictionary(size => size, Export);
        var times = places.ToDictionary(place => place, _ => new List<double>());
        foreach (int round in Enumerable.Range(0, rounds))
        {
            var made = places.ToDictionary(place => place, place => Time(models[place.Size], place));
            foreach (var place in places)
                times[place].Add(made[place] / made[s_unit]);
        }

        var result = times.ToDictionary(place => place.Key, place => Quartiles.Of(place.Value));
        if (arguments.Json)
            Console.WriteLine(JsonSerializer.Serialize(places.Select(place => new
            {
                size = place.Size,
                batch = place.Batch,
                threads = place.Threads,
                median = result[place].Median,
                lower_quartile = result[place].Lower,
                upper_quartile = result[place].Upper,
            })));
        else
            Print(result, rounds);
        File.WriteAllText("sampling.svg", SamplingChart.Draw(result, s_sizes, s_batches, s_threads));
    }

    private static byte[] Export(int size)
    {
        using var factory = new ParameterFactory(1, CPU);
        using var network = new Dcgan { Width = Width }.CreateGenerator(
            new GeneratorDesign(new SampleShape(Channels, size, size), LatentSize), factory);
        network.eval();
        var graph = new OnnxGraph("generator");
        graph.Output("image", network.Export(graph, graph.Input("latent", null, LatentSize), null));
        return graph.ToBytes();
    }

    /// <summary>
    /// Milliseconds of an image in the fastest of some batches, which other programs disturb least, after one that
    /// doesn't count.
    /// </summary>
    private static double Time(byte[] model, SamplingPlace place)
    {
        using var side = new OnnxGeneratorSide(model, place.Batch, place.Threads);
        side.Run();
        return Enumerable.Range(0, Batches).Min(_ => side.Run()) / place.Batch;
    }

    private static void Print(Dictionary<SamplingPlace, Quartiles> times, int rounds)
    {
        Console.WriteLine($"DCGAN of width {Width}: time of an image relative to {s_unit.Size}x{s_unit.Size} in "
            + $"batches of {s_unit.Batch} with one thread; medians of {rounds} rounds (quartiles)\n");
        Console.WriteLine($"| Size | Threads | {string.Join(" | ", s_batches.Select(batch => $"batch {batch}"))} |");
        Console.WriteLine($"|---|---|{string.Concat(s_batches.Select(_ => "---|"))}");
        foreach (int size in s_sizes)
        {
            foreach (int threads in s_threads)
            {
                var cells = s_batches.Select(batch => times[new SamplingPlace(size, batch, threads)].ToString());
                Console.WriteLine($"| {size}×{size} | {threads} | {string.Join(" | ", cells)} |");
            }
        }

        Console.WriteLine("\nWrote sampling.svg");
    }
}

/// <summary>What is sampled, and how.</summary>
/// <param name="Size">Height and width of an image.</param>
/// <param name="Batch">Images in one run.</param>
/// <param name="Threads">Threads of ONNX Runtime.</param>
internal readonly record struct SamplingPlace(int Size, int Batch, int Threads);
