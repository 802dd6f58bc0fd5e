using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Ml.Gan.Tests.Cli;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Mpi;

/// <summary><c>mlgan train</c> by ranks that a launcher of MPI starts.</summary>
[TestClass]
public sealed partial class MpiTrainingTests
{
    private const int Steps = 600, Interval = 20;

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    [TestMethod]
    [DataRow("Open MPI")]
    [DataRow("MPICH")]
    [Timeout(900_000)]
    public void Killed_rank_ends_the_job_and_resuming_gives_the_bytes_of_a_training_that_was_not(string name)
    {
        var launcher = Launcher.Of(name);
        Train(launcher, 2, "whole");
        using (var job = Start(launcher, 2, "killed"))
        {
            WaitForCheckpoint("killed");
            if (Launcher.Processes(1, _folder["killed"]) is not [var rank1])
            {
                Assert.Inconclusive("The training was over before its rank was to be killed.");
                return;
            }
            ToolProcess.Shell(ToolProcess.Kill("KILL", rank1));
            var (code, text) = Launcher.End(job);
            Assert.AreNotEqual(0, code, text);
            Launcher.WaitForEnd(_folder["killed"]);
        }
        Assert.IsFalse(File.Exists(_folder["killed/generator.onnx"]));
        Assert.Contains("The training goes on after step ", Run(launcher, 2, ["train", "--resume", _folder["killed"]]));
        Assert.AreEqual(Hash("whole"), Hash("killed"));
    }

    [TestMethod]
    [Timeout(900_000)]
    public void Bytes_depend_on_the_number_of_ranks_alone()
    {
        _ = (Launcher.Of("Open MPI"), Launcher.Of("MPICH"));
        foreach (string name in Launcher.All.Keys)
        {
            string text = Train(Launcher.Of(name), 2, $"two-{name}");
            Assert.Contains($"Training by 2 ranks of {name}", text);
            Assert.Contains("each with 2 of the 4 samples of a batch and 1 threads.", text);
        }
        Assert.AreEqual(Hash("two-Open MPI"), Hash("two-MPICH"));
        Train(Launcher.Of("MPICH"), 1, "one");
        Tool.Run(Arguments("alone")).Succeeded();
        Assert.AreEqual(Hash("alone"), Hash("one"));
    }

    [TestMethod]
    [DataRow("Open MPI")]
    [DataRow("MPICH")]
    [Timeout(900_000)]
    public void User_signal_to_the_launcher_stops_all_ranks_and_saves(string name)
    {
        var launcher = Launcher.Of(name);
        using var job = Start(launcher, 2, "run", "--steps", "1000000");
        WaitForCheckpoint("run");
        ToolProcess.Shell(ToolProcess.Kill("USR1", job.Id));
        var (code, text) = Launcher.End(job);
        Assert.AreEqual(0, code, text);
        Assert.IsTrue(File.Exists(_folder["run/generator.onnx"]));
        long stopped = long.Parse(Stopped().Match(text).Groups[1].Value);
        Assert.Contains(
            $"step-{stopped:D8}",
            string.Join(
                ' ', Directory.EnumerateFileSystemEntries(_folder["run/checkpoints"]).Select(Path.GetFileName)));
    }

    [TestMethod]
    [Timeout(900_000)]
    public void Rank_with_another_option_is_refused_before_the_first_step()
    {
        using var job = Launcher.Of("Open MPI").Start(
            [], (1, [ToolProcess.Executable, .. Arguments("run")]),
            (1, [ToolProcess.Executable, .. Arguments("run", "--clip-grad-norm", "2")]));
        var (code, text) = Launcher.End(job);
        Assert.AreEqual(1, code, text);
        Assert.Contains("The ranks don't train the same. rank 1 of 2 on ", text);
        Assert.Contains("the option GradientClipping is 2 and on rank 0 it is none.", text);
        Assert.DoesNotContain("Exception", text);
    }

    [TestMethod]
    [Timeout(900_000)]
    public void Translators_are_refused()
    {
        string text = Run(
            Launcher.Of("MPICH"), 2,
            ["train", "--system", "pix2pix", "--data", _folder.Path, "--out", _folder["run"]], code: 2);
        Assert.Contains("Translators and captioners can't be trained by several ranks", text);
    }

    private string[] Arguments(string run, params string[] others) =>
    [
        "train", "--data", "builtin:glyphs", "--out", _folder[run], "--network", "mlp", "--batch", "4", "--latent", "5",
        "--size", "16", "--checkpoint-every", $"{Interval}", "--threads", "1",
        .. others.Contains("--steps") ? [] : (string[])["--steps", $"{Steps}"], .. others,
    ];

    private Process Start(Launcher launcher, int ranks, string run, params string[] others) => launcher.Start(
        [], (ranks, [ToolProcess.Executable, .. Arguments(run, others)]));

    private string Train(Launcher launcher, int ranks, string run) => Run(launcher, ranks, Arguments(run));

    private static string Run(Launcher launcher, int ranks, string[] arguments, int code = 0)
    {
        using var job = launcher.Start([], (ranks, [ToolProcess.Executable, .. arguments]));
        var (ended, text) = Launcher.End(job);
        Assert.AreEqual(code, ended, text);
        return text;
    }

    private void WaitForCheckpoint(string run) => ToolProcess.WaitFor(
        () => Directory.Exists(_folder[$"{run}/checkpoints"])
            && Directory.EnumerateFiles(_folder[$"{run}/checkpoints"], "step-*").Any());

    private string Hash(string run) => Convert.ToHexStringLower(
        SHA256.HashData(File.ReadAllBytes(_folder[$"{run}/generator.onnx"])));

    [GeneratedRegex(@"Stopped after step (\d+) of")]
    private static partial Regex Stopped();
}
