using System.Text.RegularExpressions;
using Ml.Gan.Tests.Cli;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Mpi;

/// <summary><c>mlgan train</c> by ranks that a launcher of MPI starts.</summary>
[TestClass]
public sealed partial class MpiTrainingTests
{
    private readonly MpiTrainings _runs = new();

    [TestCleanup]
    public void Remove() => _runs.Dispose();

    /// <summary>With Open MPI <see cref="KilledRankTests"/> kill ranks at several moments.</summary>
    [TestMethod]
    [Timeout(900_000)]
    public void Killed_rank_ends_a_job_of_MPICH_and_resuming_gives_the_bytes_of_a_training_that_was_not()
    {
        var launcher = Launcher.Of("MPICH");
        Train(launcher, 2, "whole");
        using (var job = MpiTrainings.Start(launcher, 2, _runs.Arguments("killed")))
        {
            int rank1 = _runs.WaitForRank(1, "killed");
            ToolProcess.WaitFor(() => _runs.HasCheckpoint("killed"));
            ToolProcess.Shell(ToolProcess.Kill("KILL", rank1));
            var (code, text) = Launcher.End(job);
            if (code == 0)
                Assert.Inconclusive("The training was over before its rank was to be killed.");
            Launcher.WaitForEnd(_runs["killed"]);
            Assert.IsFalse(File.Exists(_runs["killed/generator.onnx"]), text);
        }
        Assert.Contains(
            "The training goes on after step ", _runs.GoOn(launcher, "killed", _runs.Arguments("killed")));
        Assert.AreEqual(_runs.Hash("whole"), _runs.Hash("killed"));
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
        Assert.AreEqual(_runs.Hash("two-Open MPI"), _runs.Hash("two-MPICH"));
        Train(Launcher.Of("MPICH"), 1, "one");
        Tool.Run(_runs.Arguments("alone")).Succeeded();
        Assert.AreEqual(_runs.Hash("alone"), _runs.Hash("one"));
    }

    [TestMethod]
    [DataRow("Open MPI")]
    [DataRow("MPICH")]
    [Timeout(900_000)]
    public void User_signal_to_the_launcher_stops_all_ranks_and_saves(string name)
    {
        var launcher = Launcher.Of(name);
        using var job = MpiTrainings.Start(launcher, 2, _runs.Arguments("run", "--steps", "1000000"));
        ToolProcess.WaitFor(() => _runs.HasCheckpoint("run"));
        ToolProcess.Shell(ToolProcess.Kill("USR1", job.Id));
        var (code, text) = Launcher.End(job);
        Assert.AreEqual(0, code, text);
        Assert.IsTrue(File.Exists(_runs["run/generator.onnx"]));
        long stopped = long.Parse(Stopped().Match(text).Groups[1].Value);
        Assert.Contains(
            $"step-{stopped:D8}",
            string.Join(
                ' ', Directory.EnumerateFileSystemEntries(_runs["run/checkpoints"]).Select(Path.GetFileName)));
    }

    [TestMethod]
    [Timeout(900_000)]
    public void Pictures_are_read_once_by_the_ranks_of_a_machine()
    {
        for (int i = 0; i < 12; i++)
            _runs.Write($"photos/{i}.png", PictureBytes.Gray(20, 20, (x, y) => (byte)(10 * i + x + y)));
        string[] data = ["--data", _runs["photos"], "--steps", "40"];
        foreach (string name in Launcher.All.Keys)
            MpiTrainings.Run(Launcher.Of(name), 2, _runs.Arguments(name, data));
        Assert.AreEqual(_runs.Hash("Open MPI"), _runs.Hash("MPICH"));

        _runs.Write("photos/a.png", [1]);
        _runs.Write("photos/b.png", [1]);
        foreach (string name in Launcher.All.Keys)
        {
            string text = MpiTrainings.Run(Launcher.Of(name), 2, _runs.Arguments("none", data), code: 1);
            Assert.Contains("More than 1 of the 14 images in", text);
        }
        Assert.IsEmpty(Directory.EnumerateFiles(Path.GetTempPath(), "ml-gan-*"));
    }

    [TestMethod]
    [Timeout(900_000)]
    public void Rank_with_another_option_is_refused_before_the_first_step()
    {
        using var job = Launcher.Of("Open MPI").Start(
            [], (1, [ToolProcess.Executable, .. _runs.Arguments("run")]),
            (1, [ToolProcess.Executable, .. _runs.Arguments("run", "--clip-grad-norm", "2")]));
        var (code, text) = Launcher.End(job);
        Assert.AreEqual(1, code, text);
        Assert.Contains("The ranks don't train the same. rank 1 of 2 on ", text);
        Assert.Contains("the option GradientClipping is 2 and on rank 0 it is none.", text);
        Assert.DoesNotContain("Exception", text);
    }

    [TestMethod]
    [DataRow("MPICH", "photos", "builtin:glyphs")]
    [DataRow("Open MPI", "photos", "builtin:glyphs")]
    [DataRow("Open MPI", "builtin:glyphs", "photos")]
    [DataRow("Open MPI", "photos", "others")]
    [Timeout(900_000)]
    public void Rank_with_other_data_is_refused_before_the_first_step(string name, string data, string other)
    {
        for (int i = 0; i < 12; i++)
        {
            _runs.Write($"photos/{i}.png", PictureBytes.Gray(20, 20, (x, y) => (byte)(10 * i + x + y)));
            _runs.Write($"others/{i}.png", PictureBytes.Gray(20, 20, (x, y) => (byte)(10 * i + x)));
        }
        string[] Arguments(string text) =>
            _runs.Arguments("run", "--data", text.Contains(':') ? text : _runs[text]);

        using var job = Launcher.Of(name).Start(
            [], (1, [ToolProcess.Executable, .. Arguments(data)]), (1, [ToolProcess.Executable, .. Arguments(other)]));

        var (code, text) = Launcher.End(job);
        Assert.AreEqual(1, code, text);
        Assert.Contains("The ranks don't train the same.", text);
    }

    [TestMethod]
    [Timeout(900_000)]
    public void Translators_are_trained_and_rank_0_writes()
    {
        string text = MpiTrainings.Run(Launcher.Of("Open MPI"), 2, Translation("run", "--hold-out", "4"));
        Assert.Contains("Training by 2 ranks of Open MPI", text);
        Assert.Contains("4 held-out pairs: PSNR ", text);
        Assert.HasCount(1, File.ReadAllText(_runs["run/metrics.jsonl"]).Split("\"step\":3,")[1..]);
        Assert.IsTrue(File.Exists(_runs["run/generator.onnx"]));
    }

    [TestMethod]
    [Timeout(900_000)]
    public void Batch_of_one_image_is_refused_with_what_to_do()
    {
        string text = MpiTrainings.Run(
            Launcher.Of("MPICH"), 2, Translation("run", "--batch", "1"), code: 2);
        Assert.Contains("--batch: The batch of 1 sample can't be shared evenly by 2 ranks. Take a multiple of 2", text);
    }

    [TestMethod]
    [Timeout(900_000)]
    public void Captioners_are_refused()
    {
        string text = MpiTrainings.Run(
            Launcher.Of("MPICH"), 2,
            ["train", "--system", "captioning", "--data", _runs["data"], "--out", _runs["run"]], code: 2);
        Assert.Contains("Captioners can't be trained by several ranks", text);
    }

    private string[] Translation(string run, params string[] others) =>
    [
        "train", "--system", "pix2pix", "--data", "builtin:outlines", "--out", _runs[run], "--size", "16", "--width",
        "4", "--patch", "16", "--disc-width", "4", "--steps", "3", "--threads", "1",
        .. others.Contains("--batch") ? [] : (string[])["--batch", "4"], .. others,
    ];

    private string Train(Launcher launcher, int ranks, string run) =>
        MpiTrainings.Run(launcher, ranks, _runs.Arguments(run));

    [GeneratedRegex(@"Stopped after step (\d+) of")]
    private static partial Regex Stopped();
}
