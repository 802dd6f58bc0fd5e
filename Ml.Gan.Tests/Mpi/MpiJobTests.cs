using System.Diagnostics;

namespace Ml.Gan.Tests.Mpi;

/// <summary>Jobs of an MPI: sums of the same bits, and the end of all ranks where one fails.</summary>
[TestClass]
public sealed class MpiJobTests
{
    private static readonly Dictionary<string, string> s_sums = [];

    [TestMethod]
    [DataRow("Open MPI")]
    [DataRow("MPICH")]
    [Timeout(600_000)]
    public void Sums_are_the_same_bits_on_all_ranks_and_in_all_runs(string name)
    {
        var launcher = Launcher.Of(name);
        string[] sums = [.. Enumerable.Range(0, 2).SelectMany(_ => Sums(launcher, name))];
        Assert.HasCount(6, sums);
        Assert.HasCount(1, sums.Distinct().ToArray());
        s_sums[name] = sums[0];
        Assert.HasCount(1, s_sums.Values.Distinct().ToArray(), "another MPI sums in another order");
    }

    [TestMethod]
    [DataRow("Open MPI", "throws", "rank 1 of 2", "InvalidDataException: The file 'x.png' is broken.")]
    [DataRow("MPICH", "throws", "rank 1 of 2", "InvalidDataException: The file 'x.png' is broken.")]
    [DataRow("Open MPI", "exits", "rank 1 of 2")]
    [DataRow("MPICH", "exits", "rank 1 of 2")]
    [DataRow("Open MPI", "hangs", "rank 1 of 2", "hangs: it has not come")]
    [DataRow("MPICH", "hangs", "rank 1 of 2", "hangs: it has not come")]
    [Timeout(600_000)]
    public void Rank_that_fails_ends_the_job_and_says_who_it_is(string name, string fault, params string[] parts)
    {
        var launcher = Launcher.Of(name);
        string id = $"{fault}-{Guid.NewGuid():N}";
        using var job = launcher.Start(
            [("MLGAN_MPI_PATIENCE", "10")], (2, [OwnProcess.Assembly, MpiCommand.Command, fault, id]));
        var (code, text) = Launcher.End(job);
        Assert.AreNotEqual(0, code, text);
        foreach (string part in parts)
            Assert.Contains(part, text);
        Launcher.WaitForEnd(id);
    }

    [TestMethod]
    [Timeout(600_000)]
    public void Launcher_of_another_library_is_told_from_its_own()
    {
        var launcher = Launcher.Of("MPICH");
        _ = Launcher.Of("Open MPI");
        using var job = launcher.Start(
            [("MLGAN_MPI_LIBRARY", "libmpi.so.40")], (2, [OwnProcess.Assembly, MpiCommand.Command, "sum"]));
        var (code, text) = Launcher.End(job);
        Assert.AreNotEqual(0, code, text);
        Assert.Contains("isn't the launcher's", text);
    }

    [TestMethod]
    public void Missing_library_is_told_with_what_to_install()
    {
        var start = new ProcessStartInfo(OwnProcess.DotnetPath, [OwnProcess.Assembly, MpiCommand.Command, "sum"])
        {
            RedirectStandardError = true,
        };
        start.Environment["MLGAN_MPI_LIBRARY"] = "/nowhere/libmpi.so";
        using var process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.AreNotEqual(0, process.ExitCode);
        Assert.Contains("'/nowhere/libmpi.so'", error);
    }

    private static IEnumerable<string> Sums(Launcher launcher, string name)
    {
        using var job = launcher.Start([], (3, [OwnProcess.Assembly, MpiCommand.Command, "sum"]));
        var (code, text) = Launcher.End(job);
        Assert.AreEqual(0, code, text);
        Assert.Contains($"sum {name}", text);
        return text.Split('\n').Where(line => line.Contains("sum ")).Select(line => line.Trim().Split(' ')[^1]);
    }
}
