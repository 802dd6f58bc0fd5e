using System.Diagnostics;
using System.Text.Json;

namespace Ml.Gan.Benchmarks.Replicas;

/// <summary>
/// Compares the step of one process with that of several ranks, each of one thread and with as many samples of a batch
/// as the one, in turns; with that of as many ranks that train at the same time, each for itself, which tells what they
/// take from each other without a word between them: memory, caches, clock; and with that of ranks that train for
/// themselves and wait for each other after each step, which no ranks that train together can do without.
/// </summary>
internal static class ReplicasCommand
{
    public const int Steps = 12, Batch = 16;

    private const int Ranks = 2, Rounds = 5;

    /// <summary>Environment variable of the words that start ranks.</summary>
    private const string LauncherVariable = "MPIRUN";

    public static void Run(Arguments arguments)
    {
        int rounds = arguments.Number("--rounds", Rounds), steps = arguments.Number("--steps", Steps);
        int batch = arguments.Number("--batch", Batch);
        string[] launcher =
            (Environment.GetEnvironmentVariable(LauncherVariable) ?? "mpirun").Split(' ');
        string[] program =
        [
            .. OwnProgram.Words, RankCommand.Name, "--steps", $"{steps}", "--batch", $"{batch}",
        ];
        string[] ranks = [.. launcher, "-np", $"{Ranks}", .. program];
        List<double> one = [], alone = [], meeting = [], several = [], waits = [], exchanges = [];
        for (int round = 0; round < rounds; round++)
        {
            one.Add(Quartiles.Of(Start(program).Step).Median);
            alone.Add(Quartiles.Of(Start([.. ranks, RankCommand.AloneFlag]).Step).Median);
            meeting.Add(Quartiles.Of(Start([.. ranks, RankCommand.AloneFlag, RankCommand.MeetingFlag]).Step).Median);
            var times = Start(ranks);
            several.Add(Quartiles.Of(times.Step).Median);
            waits.Add(times.Waiting / times.Step.Average());
            exchanges.Add(times.Exchange / times.Step.Average());
        }
        if (arguments.Json)
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                batch,
                ranks = Ranks,
                one_ms = one,
                alone_ms = alone,
                meeting_ms = meeting,
                several_ms = several,
                waiting_share = waits,
                exchange_share = exchanges,
            }));
        else
            Console.WriteLine(
                $"DCGAN of width 64, 64x64 color images, {batch} samples of a batch for each process of 1 thread\n"
                + $"1 process:          {Quartiles.Of(one)} ms a step\n"
                + $"{Ranks} for themselves:   {Quartiles.Of(alone)} ms a step\n"
                + $"{Ranks} that meet:        {Quartiles.Of(meeting)} ms a step\n"
                + $"{Ranks} ranks:            {Quartiles.Of(several)} ms a step, of which waiting for each other "
                + $"{Quartiles.Of(waits)}, exchanges {Quartiles.Of(exchanges)}\n"
                + $"efficiency {Ratio(one, several)}: of those for themselves {Ratio(one, alone)}, of those that meet "
                + $"{Ratio(one, meeting)}");
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
