using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ml.Gan.Tests.Cli;

namespace Ml.Gan.Tests.Mpi;

/// <summary>
/// A rank is killed at some moment of a training: the job ends, at most one interval between checkpoints is lost, and
/// what the training that goes on makes is what one makes that nothing happened to, byte for byte.
/// </summary>
[TestClass]
public sealed partial class KilledRankTests
{
    /// <summary>Environment variable that asks for all moments, where a few are tried otherwise.</summary>
    private const string AllVariable = "MLGAN_TESTS_ALL_KILLS";

    private static readonly MpiTrainings s_runs = new();
    private static readonly Lazy<string> s_whole = new(Train);

    private static readonly Moment[] s_moments =
    [
        new("its process begins", 1, _ => true),
        new("options are written", 1, run => File.Exists(s_runs[$"{run}/options.unfinished.json"])),
        new("the first step is over", 1, run => StepOf(run) >= 1) { IsUsual = true },
        new("the first checkpoint is written", 1, run => IsWriting(run)) { IsUsual = true },
        new("the first checkpoint is there", 0, run => s_runs.HasCheckpoint(run)),
        new("a step between two checkpoints is over", 1, run => StepOf(run) >= 30),
        new("an evaluation is near", 1, run => StepOf(run) >= 40),
        new("rank 0 evaluates", 0, run => StepOf(run) >= 40, TimeSpan.FromSeconds(0.3)) { IsUsual = true },
        new("rank 1 waits for an evaluation", 1, run => StepOf(run) >= 90, TimeSpan.FromSeconds(0.3)),
        new("the last steps are taken", 0, run => StepOf(run) >= 110),
    ];

    public static IEnumerable<object[]> Moments => s_moments
        .Where(moment => moment.IsUsual || Environment.GetEnvironmentVariable(AllVariable) is not null)
        .Select(moment => new object[] { moment.Name, moment.Rank });

    [ClassCleanup]
    public static void Remove() => s_runs.Dispose();

    [TestMethod]
    [DynamicData(nameof(Moments))]
    [Timeout(900_000)]
    public void Nothing_but_an_interval_is_lost_where_a_rank_is_killed_when(string name, int rank)
    {
        var launcher = Launcher.Of("Open MPI");
        string whole = s_whole.Value;
        string run = name.Replace(' ', '-');
        string[] arguments = Arguments(run);
        using (var job = MpiTrainings.Start(launcher, 2, arguments))
        {
            int process = s_runs.WaitForRank(rank, run);
            s_moments.Single(moment => moment.Name == name).Wait(run, job);
            ToolProcess.Shell(ToolProcess.Kill("KILL", process));
            var (code, text) = Launcher.End(job);
            if (code == 0)
                Assert.Inconclusive("The training was over before its rank was to be killed.");
            Launcher.WaitForEnd(s_runs[run]);
            Assert.IsFalse(File.Exists(s_runs[$"{run}/generator.onnx"]), text);
        }
        long completed = StepOf(run);
        string resumed = s_runs.GoOn(launcher, run, arguments);
        long kept = GoesOn().Match(resumed) is { Success: true } match ? long.Parse(match.Groups[1].Value) : 0;
        Console.WriteLine($"{name}: rank {rank} killed after step {completed} at least, went on after step {kept}");
        Assert.IsLessThanOrEqualTo(MpiTrainings.Interval, completed - kept, resumed);
        Assert.AreEqual(whole, s_runs.Hash(run));
    }

    private static string Train()
    {
        MpiTrainings.Run(Launcher.Of("Open MPI"), 2, Arguments("whole"));
        return s_runs.Hash("whole");
    }

    private static string[] Arguments(string run) => s_runs.Arguments(
        run, "--steps", "120", "--evaluate-every", "50", "--evaluate-metric", "mmd", "--evaluate-count", "1000",
        "--features", "pixels");

    /// <summary>The last step that metrics tell of, which they do of each tenth.</summary>
    private static long StepOf(string run)
    {
        string metrics = s_runs[$"{run}/metrics.jsonl"];
        if (!File.Exists(metrics))
            return 0;
        using var reader = new StreamReader(
            new FileStream(metrics, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        string[] lines = reader.ReadToEnd().Split('\n');
        return lines.Length < 2 ? 0 : JsonDocument.Parse(lines[^2]).RootElement.GetProperty("step").GetInt64();
    }

    private static bool IsWriting(string run) =>
        Directory.Exists(s_runs[$"{run}/checkpoints"])
        && (s_runs.HasCheckpoint(run) || Directory.EnumerateFiles(s_runs[$"{run}/checkpoints"], "*.tmp").Any());

    [GeneratedRegex(@"The training goes on after step (\d+) of")]
    private static partial Regex GoesOn();

    /// <summary>When which rank is killed.</summary>
    private sealed record Moment(string Name, int Rank, Predicate<string> HasCome, TimeSpan Delay = default)
    {
        /// <summary>Whether it is tried each time.</summary>
        public bool IsUsual { get; init; }

        public void Wait(string run, Process job)
        {
            while (!job.HasExited && !HasCome(run))
                Thread.Sleep(1);
            Thread.Sleep(Delay);
        }
    }
}
