using System.Diagnostics;
using Ml.Gan.Tests.Cli;

namespace Ml.Gan.Tests.Mpi;

/// <summary>One of two hosts is cut off in the middle of a training.</summary>
[TestClass]
public sealed class CutHostTests
{
    /// <summary>What <c>docs/scaling.md</c> advises: a host that says nothing for 11 s is lost.</summary>
    private static readonly string[] s_keepAlive =
    [
        "--mca", "oob_tcp_keepalive_time", "5", "--mca", "oob_tcp_keepalive_intvl", "2", "--mca",
        "oob_tcp_keepalive_probes", "3",
    ];

    /// <summary>Time in which the job has to end, on a machine that has others to serve too.</summary>
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(60);

    private readonly MpiTrainings _runs = new();

    [TestCleanup]
    public void Remove() => _runs.Dispose();

    [TestMethod]
    [Timeout(900_000)]
    public void The_job_ends_and_resuming_gives_the_bytes_of_a_training_that_was_not_cut()
    {
        var local = Launcher.Of("Open MPI");
        using var hosts = TwoHosts.Create();
        var launcher = hosts.Launcher(s_keepAlive);
        MpiTrainings.Run(local, 2, Arguments("whole"));
        using (var job = MpiTrainings.Start(launcher, 2, Arguments("cut")))
        {
            ToolProcess.WaitFor(() => job.HasExited || _runs.HasCheckpoint("cut"));
            hosts.Cut();
            var watch = Stopwatch.StartNew();
            var (code, text) = Launcher.End(job);
            if (code == 0)
                Assert.Inconclusive("The training was over before its host was to be cut off.");
            Assert.IsLessThan(s_bound, watch.Elapsed, text);
            Assert.AreNotEqual(0, code, text);
            Console.WriteLine($"The job ended {watch.Elapsed.TotalSeconds:F0} s after the cut, with {code}.");
        }
        Launcher.WaitForEnd(_runs["cut"]);
        Assert.IsFalse(File.Exists(_runs["cut/generator.onnx"]));
        hosts.Mend();
        Assert.Contains("The training goes on after step ", _runs.GoOn(launcher, "cut", Arguments("cut")));
        Assert.AreEqual(_runs.Hash("whole"), _runs.Hash("cut"));
    }

    private string[] Arguments(string run) => _runs.Arguments(run, "--steps", "200");
}
