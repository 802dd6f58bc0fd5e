using System.Diagnostics;
using Ml.Gan.Tests.Cli;

namespace Ml.Gan.Tests.Mpi;

/// <summary>Launcher of an MPI that may be on this machine, and is installed where that is possible.</summary>
internal sealed class Launcher
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private static readonly Lazy<bool> s_installed = new(Install);

    private readonly string[] _words;

    private Launcher(params string[] words) => _words = words;

    /// <summary>Launchers by the names of their libraries.</summary>
    public static IReadOnlyDictionary<string, Launcher> All { get; } = new Dictionary<string, Launcher>
    {
        ["Open MPI"] = new(
            "mpirun.openmpi", "--allow-run-as-root", "--oversubscribe", "--bind-to", "none", "--mca",
            "btl_base_warn_component_unused", "0", "--mca", "mpi_yield_when_idle", "1"),
        ["MPICH"] = new("mpiexec.mpich"),
    };

    /// <summary>The launcher; the test is left out where there is none.</summary>
    public static Launcher Of(string name)
    {
        var launcher = All[name];
        if (!launcher.IsThere && !s_installed.Value)
            Assert.Inconclusive($"{name} isn't installed, and this isn't Debian run as root.");
        if (!launcher.IsThere)
            Assert.Inconclusive($"{name} could not be installed.");
        return launcher;
    }

    /// <summary>The same with words before and behind its own.</summary>
    public Launcher With(string[] before, string[] behind) => new([.. before, .. _words, .. behind]);

    /// <summary>Starts ranks, which all run one program, or each its own.</summary>
    /// <param name="environment">Variables besides.</param>
    /// <param name="programs">Number of ranks of each program, and its command line.</param>
    public Process Start(
        (string Name, string Value)[] environment, params (int Ranks, string[] Line)[] programs)
    {
        var words = new List<string>(_words[1..]);
        foreach (var (ranks, line) in programs)
        {
            words.AddRange(words.Count > _words.Length - 1 ? [":"] : []);
            words.AddRange(["-np", $"{ranks}", OwnProcess.DotnetPath, .. line]);
        }
        var start = new ProcessStartInfo(_words[0], words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in
            ((string, string)[])[("TERM", "dumb"), ("OMP_WAIT_POLICY", "PASSIVE"), .. environment])
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of what <see cref="Start"/> gave.</summary>
    /// <returns>Its exit code, and what the ranks wrote.</returns>
    public static (int Code, string Text) End(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("The job did not end.");
        }
        return (process.ExitCode, output.Result + error.Result);
    }

    /// <summary>Numbers of the processes that are a rank of a job with a word on its command line.</summary>
    public static int[] Processes(int rank, string word) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Where(id => Words(id!, "cmdline").Any(text => text.Contains(word, StringComparison.Ordinal))
                && Words(id!, "environ").Any(
                    text => text == $"OMPI_COMM_WORLD_RANK={rank}" || text == $"PMI_RANK={rank}"))
            .Select(id => int.Parse(id!)),
    ];

    /// <summary>Waits until none of two ranks of a job, which has ended, is left.</summary>
    public static void WaitForEnd(string word) =>
        ToolProcess.WaitFor(() => Processes(0, word).Length + Processes(1, word).Length == 0);

    private bool IsThere => Environment.GetEnvironmentVariable("PATH")!.Split(':')
        .Any(folder => File.Exists(Path.Combine(folder, _words[0])));

    private static string[] Words(string process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}").Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool Install()
    {
        if (Environment.UserName != "root" || !File.Exists("/usr/bin/apt-get"))
            return false;
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c",
            "(apt-get update && apt-get install -y --no-install-recommends openmpi-bin libopenmpi3 mpich libmpich12) "
            + ">/dev/null 2>&1"]))!;
        shell.WaitForExit();
        return shell.ExitCode == 0;
    }
}
