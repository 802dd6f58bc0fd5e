using System.Diagnostics;
using System.Text.Json;

namespace Ml.Gan.Benchmarks.Replicas;

/// <summary>
/// Compares the step of one process with that of several ranks, each of one thread and with as many samples of a batch
/// as the one, in turns.
/// </summary>
internal static class ReplicasCommand
{
    public const int Steps = 4, Batch = 16;

    private const int Ranks = 2, Rounds = 5;

    /// <summary>Environment variable of the words that start ranks.</summary>
    private const string LauncherVariable = "MPIRUN";

    public static void Run(Arguments arguments)
    {
        int rounds = arguments.Number("--rounds", Rounds), steps = arguments.Number("--steps", Steps);
        int batch = arguments.Number("--batch", Batch);
        if (steps < 2)
            throw new BenchmarkException("--steps must be above 1: the first step isn't counted.");
        string[] launcher =
            (Environment.GetEnvironmentVariable(LauncherVariable) ?? "mpirun").Split(' ');
        string[] program =
        [
            Environment.ProcessPath!, typeof(ReplicasCommand).Assembly.Location, RankCommand.Name,
            "--steps", $"{steps}", "--batch", $"{batch}",
        ];
        List<double> one = [], several = [], shares = [];
        for (int round = 0; round < rounds; round++)
        {
            one.Add(Quartiles.Of(Start(program).Step).Median);
            var times = Start([.. launcher, "-np", $"{Ranks}", .. program]);
            several.Add(Quartiles.Of(times.Step).Median);
            shares.Add(times.Exchange.Sum() / times.Step.Sum());
        }
        var efficiency = Quartiles.Of(one.Zip(several).Select(pair => pair.First / pair.Second));
        if (arguments.Json)
            Console.WriteLine(JsonSerializer.Serialize(
                new { batch, ranks = Ranks, one_ms = one, several_ms = several, exchange_share = shares }));
        else
            Console.WriteLine(
                $"DCGAN of width 64, 64x64 color images, {batch} samples of a batch for each rank of 1 thread\n"
                + $"1 rank:   {Quartiles.Of(one)} ms a step\n"
                + $"{Ranks} ranks:  {Quartiles.Of(several)} ms a step, of which "
                + $"exchanges {Quartiles.Of(shares)}\nefficiency {efficiency}");
    }

    private static RankTimes Start(string[] words)
    {
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true };
        // Open MPI refuses root, which containers often run as.
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT"] = "1";
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1";
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string? line = output.Split('\n').FirstOrDefault(text => text.Contains('{'));
        return process.ExitCode == 0 && line is not null
            ? JsonSerializer.Deserialize<RankTimes>(line[line.IndexOf('{')..].Trim())!
            : throw new BenchmarkException($"'{string.Join(' ', words)}' ended with {process.ExitCode}.");
    }
}
