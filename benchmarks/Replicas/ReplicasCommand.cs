using System.Diagnostics;
using System.Text.Json;

namespace Ml.Gan.Benchmarks.Replicas;

/// <summary>
/// Compares the step of one process with that of several ranks, each of one thread and with as many samples of a batch
/// as the one, in turns; and with that of as many ranks that train at the same time, each for itself, which tells what
/// they take from each other without a word between them: memory, caches, clock.
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
            .. OwnProgram.Words, RankCommand.Name, "--steps", $"{steps}", "--batch", $"{batch}",
        ];
        string[] ranks = [.. launcher, "-np", $"{Ranks}", .. program];
        List<double> one = [], alone = [], several = [], shares = [];
        for (int round = 0; round < rounds; round++)
        {
            one.Add(Quartiles.Of(Start(program).Step).Median);
            alone.Add(Quartiles.Of(Start([.. ranks, RankCommand.AloneFlag]).Step).Median);
            var times = Start(ranks);
            several.Add(Quartiles.Of(times.Step).Median);
            shares.Add(times.Exchange.Sum() / times.Step.Sum());
        }
        if (arguments.Json)
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                batch,
                ranks = Ranks,
                one_ms = one,
                alone_ms = alone,
                several_ms = several,
                exchange_share = shares,
            }));
        else
            Console.WriteLine(
                $"DCGAN of width 64, 64x64 color images, {batch} samples of a batch for each process of 1 thread\n"
                + $"1 process:          {Quartiles.Of(one)} ms a step\n"
                + $"{Ranks} for themselves:   {Quartiles.Of(alone)} ms a step\n"
                + $"{Ranks} ranks:            {Quartiles.Of(several)} ms a step, of which exchanges "
                + $"{Quartiles.Of(shares)}\n"
                + $"efficiency {Ratio(one, several)}: of the machine {Ratio(one, alone)}, of the ranks on it "
                + $"{Ratio(alone, several)}");
    }

    private static Quartiles Ratio(List<double> times, List<double> slower) =>
        Quartiles.Of(times.Zip(slower).Select(pair => pair.First / pair.Second));

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
