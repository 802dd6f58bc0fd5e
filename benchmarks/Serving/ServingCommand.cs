using System.Diagnostics;
using System.Text.Json;
using Ml.Gan.Benchmarks.Inference;
using Ml.Gan.Onnx;

namespace Ml.Gan.Benchmarks.Serving;

/// <summary>
/// Asks the sample WebSampler for images by many clients at once, before and after which
/// <see cref="OnnxGenerator.Sample(int, int, float?)"/> makes batches of the same size alone, and prints the ratio.
/// </summary>
internal static class ServingCommand
{
    private const int Clients = 64, Seconds = 60, Batch = 64;

    public static void Run(Arguments arguments)
    {
        int rounds = arguments.Number("--rounds", 1), seconds = arguments.Number("--seconds", Seconds);
        List<object> rows = [];
        if (!arguments.Json)
            Console.WriteLine($"""
                {Subject.Description}; {Clients} clients for {seconds} s, medians of {rounds} rounds (quartiles)

                | Network | Images/s served | OnnxGenerator.Sample | Ratio | Requests | Errors | p50, ms | p95, ms |
                |---|---|---|---|---|---|---|---|
                """);
        foreach (var subject in Subject.All())
        {
            if (arguments.Text("--network", subject.Name) != subject.Name)
                continue;
            string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
            try
            {
                File.WriteAllBytes(file, subject.Exported);
                rows.Add(Measure(subject.Name, file, rounds, seconds, arguments.Json));
            }
            finally
            {
                File.Delete(file);
            }
        }

        if (arguments.Json)
            Console.WriteLine(JsonSerializer.Serialize(new { clients = Clients, seconds, rounds, rows }));
    }

    private static object Measure(string network, string file, int rounds, int seconds, bool json)
    {
        using var app = WebApp.Start(file);
        using var generator = OnnxGenerator.Load(
            file, new OnnxGeneratorOptions { Device = GeneratorDevice.Cpu, BatchSize = Batch });
        List<Load> loads = [];
        List<double> alone = [], ratios = [];
        for (int round = 0; round < rounds; round++)
        {
            double before = Alone(generator, seconds / 6.0);
            loads.Add(Load.RunAsync(app.Address, Clients, TimeSpan.FromSeconds(seconds)).GetAwaiter().GetResult());
            alone.Add((before + Alone(generator, seconds / 6.0)) / 2);
            ratios.Add(loads[^1].ImagesPerSecond / alone[^1]);
        }

        var served = Quartiles.Of(loads.Select(load => load.ImagesPerSecond));
        var (raw, ratio) = (Quartiles.Of(alone), Quartiles.Of(ratios));
        double half = Quartiles.Of(loads.Select(load => load.Percentile(0.5))).Median;
        double most = Quartiles.Of(loads.Select(load => load.Percentile(0.95))).Median;
        int requests = loads.Sum(load => load.Milliseconds.Count), errors = loads.Sum(load => load.Errors);
        if (!json)
            Console.WriteLine(FormattableString.Invariant(
                $"| {network} | {served} | {raw} | {ratio} | {requests} | {errors} | {half:F0} | {most:F0} |"));
        return new { network, served, alone = raw, ratio, requests, errors, p50 = half, p95 = most };
    }

    /// <summary>Images a second of batches, one after the other.</summary>
    private static double Alone(OnnxGenerator generator, double seconds)
    {
        generator.Sample(Batch, seed: 1);
        long start = Stopwatch.GetTimestamp();
        int batches = 0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds || batches == 0)
            generator.Sample(Batch, seed: batches++);
        return batches * Batch / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
