using System.Text.Json;
using Ml.Gan.Benchmarks.Training.Plain;
using static TorchSharp.torch;

namespace Ml.Gan.Benchmarks.Training;

/// <summary>
/// Trains with Ml.Gan, with plain TorchSharp and, where the machine has it, with PyTorch in turns, and prints the
/// ratios of the step times.
/// </summary>
internal static class TrainingCommand
{
    public static void Run(Arguments arguments)
    {
        int rounds = arguments.Number("--rounds", 8);
        var lines = arguments.Json ? TextWriter.Null : Console.Out;
        lines.WriteLine($"Ratios of the median step times in {rounds} rounds, alternating; quartiles in brackets");
        lines.WriteLine("| Workload | Threads | Ml.Gan / plain TorchSharp | Ml.Gan / PyTorch | ms a step |");
        lines.WriteLine("|---|---|---|---|---|");
        List<object> results = [];
        foreach (int threads in arguments.ThreadCounts)
        {
            foreach (var workload in arguments.Workloads)
                results.Add(Compare(workload, threads, rounds, arguments.Number("--steps", workload.Steps), lines));
        }
        var limits = arguments.ThreadCounts.Select(threads => new
        {
            threads,
            float32_gigaflops = MatrixLimit.Gigaflops(threads, ScalarType.Float32),
            bfloat16_gigaflops = MatrixLimit.Gigaflops(threads, ScalarType.BFloat16),
        }).ToArray();
        foreach (var limit in limits)
            lines.WriteLine(FormattableString.Invariant(
                $"Matrix products, {limit.threads} threads: {limit.float32_gigaflops:F0} GFLOP/s in float32, ")
                + FormattableString.Invariant($"{limit.bfloat16_gigaflops:F0} in bfloat16"));
        if (arguments.Json)
            Console.WriteLine(JsonSerializer.Serialize(new { rounds, results, limits }));
    }

    private static object Compare(TrainingWorkload workload, int threads, int rounds, int steps, TextWriter lines)
    {
        using var samples = workload.DrawSamples();
        using var ours = new MlGanSide(
            workload.Options(AlternatingRun.WarmUpSteps + (long)rounds * steps), samples, threads);
        using var plain = new ProcessSide(
            OwnProgram.Words[0],
            [.. OwnProgram.Words[1..], PlainCommand.Name, "--workloads", workload.Name, "--threads", $"{threads}"],
            "TorchSharp's libtorch", "what Ml.Gan needs");
        using var pytorch = workload.HasPyTorch ? TryPyTorch(workload, samples, threads) : null;
        ITrainingSide[] sides = [ours, plain, .. pytorch is null ? Array.Empty<ITrainingSide>() : [pytorch]];
        foreach (var other in sides)
        {
            if (other.Parameters != ours.Parameters)
                throw new BenchmarkException(
                    $"{workload.Name}: {other.Name} has {other.Parameters} parameters, {ours.Name} {ours.Parameters}.");
        }
        double[][] medians = AlternatingRun.Run(sides, rounds, steps);
        var toPlain = Ratio(medians[0], medians[1]);
        Quartiles? toPyTorch = pytorch is null ? null : Ratio(medians[0], medians[2]);
        double milliseconds = Quartiles.Of(medians[0]).Median;
        lines.WriteLine($"| {workload.Name} | {threads} | {toPlain} | {toPyTorch?.ToString() ?? "-"} "
            + FormattableString.Invariant($"| {milliseconds:F1} |"));
        return new
        {
            workload = workload.Name,
            workload.Description,
            batch = workload.BatchSize,
            threads,
            steps,
            parameters = ours.Parameters,
            sides = sides.Select((side, i) => new { side.Name, median_ms = medians[i] }),
            ratio_to_plain = toPlain,
            ratio_to_pytorch = toPyTorch,
        };
    }

    private static Quartiles Ratio(double[] ours, double[] others) =>
        Quartiles.Of(ours.Zip(others, (a, b) => a / b));

    private static ITrainingSide? TryPyTorch(TrainingWorkload workload, FixedSamples samples, int threads)
    {
        try
        {
            return PyTorchSide.Start(workload, samples, threads);
        }
        catch (BenchmarkException e)
        {
            Console.Error.WriteLine($"PyTorch is left out: {e.Message}");
            return null;
        }
    }
}
