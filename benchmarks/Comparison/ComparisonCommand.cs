using System.Text.Json;

namespace Ml.Gan.Benchmarks.Comparison;

/// <summary>Trains with Ml.Gan and with PyTorch alternately and prints the ratio of the median step times.</summary>
internal static class ComparisonCommand
{
    public static void Run(Arguments arguments)
    {
        int rounds = arguments.Number("--rounds", 8), steps = arguments.Number("--steps", 10);
        using var images = Workload.DrawImages();
        using var pytorch = new PyTorchSide(images, arguments.Threads);
        using var mlGan = new MlGanSide(images, arguments.Threads, AlternatingRun.WarmUpSteps + (long)rounds * steps);
        if (!arguments.Json)
            Console.WriteLine($"{Workload.Description}\n{rounds} rounds of {steps} steps each, alternately, "
                + $"after {AlternatingRun.WarmUpSteps} steps of warm-up");
        var (ours, theirs) = AlternatingRun.Run(mlGan, pytorch, rounds, steps);
        if (arguments.Json)
            PrintJson(ours, theirs, rounds, steps);
        else
            PrintTable(ours, theirs);
    }

    private static void PrintTable(StepTimes ours, StepTimes theirs)
    {
        foreach (var times in new[] { ours, theirs })
            Console.WriteLine($"  {times.Side.Name,-36} {times.Median,8:F1} ms/step, quartiles "
                + $"{times.LowerQuartile:F1} to {times.UpperQuartile:F1}; {times.Side.Threads} threads, "
                + $"{times.Side.Parameters} parameters");
        Console.WriteLine($"Ratio of the median step times, Ml.Gan to PyTorch: {ours.Median / theirs.Median:F2}");
    }

    private static void PrintJson(StepTimes ours, StepTimes theirs, int rounds, int steps) =>
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            workload = Workload.Description,
            rounds,
            steps,
            ml_gan = Side(ours),
            pytorch = Side(theirs),
            ratio = ours.Median / theirs.Median,
        }));

    private static object Side(StepTimes times) => new
    {
        name = times.Side.Name,
        threads = times.Side.Threads,
        parameters = times.Side.Parameters,
        median_ms = times.Median,
        lower_quartile_ms = times.LowerQuartile,
        upper_quartile_ms = times.UpperQuartile,
    };
}
