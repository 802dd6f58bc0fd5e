using System.Diagnostics;
using System.Security.Cryptography;
using Ml.Gan.Tests.Cli;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Mpi;

/// <summary>Small trainings of <c>mlgan</c> by ranks of MPI, in folders that are removed at the end.</summary>
internal sealed class MpiTrainings : IDisposable
{
    /// <summary>Steps from one checkpoint to the next.</summary>
    public const int Interval = 20;

    private const int Steps = 600;

    private readonly TemporaryFolder _folder = new();

    /// <summary>Path of a file or folder.</summary>
    public string this[string name] => _folder[name];

    /// <summary>A command line that trains.</summary>
    public string[] Arguments(string run, params string[] others) =>
    [
        "train", "--out", this[run], "--network", "mlp", "--batch", "4", "--latent", "5", "--size", "16",
        "--checkpoint-every", $"{Interval}", "--threads", "1",
        .. others.Contains("--data") ? [] : (string[])["--data", "builtin:glyphs"],
        .. others.Contains("--steps") ? [] : (string[])["--steps", $"{Steps}"], .. others,
    ];

    /// <summary>Writes a file of data.</summary>
    public void Write(string name, byte[] content) => _folder.Write(name, content);

    public static Process Start(Launcher launcher, int ranks, params string[] arguments) => launcher.Start(
        [], (ranks, [ToolProcess.Executable, .. arguments]));

    /// <summary>Runs to the end, and gives what the ranks wrote.</summary>
    public static string Run(Launcher launcher, int ranks, string[] arguments, int code = 0)
    {
        using var job = Start(launcher, ranks, arguments);
        var (ended, text) = Launcher.End(job);
        Assert.AreEqual(code, ended, text);
        return text;
    }

    /// <summary>
    /// Goes on with a training whose job ended, or where that had not written its options yet begins it again.
    /// </summary>
    /// <param name="launcher">Starts the ranks.</param>
    /// <param name="run">Name of the folder.</param>
    /// <param name="arguments">The first command line.</param>
    /// <returns>What the ranks wrote.</returns>
    public string GoOn(Launcher launcher, string run, string[] arguments) => Run(
        launcher, 2,
        File.Exists(this[$"{run}/options.unfinished.json"]) ? ["train", "--resume", this[run]] : arguments);

    public bool HasCheckpoint(string run) =>
        Directory.Exists(this[$"{run}/checkpoints"])
        && Directory.EnumerateFiles(this[$"{run}/checkpoints"], "step-*").Any();

    /// <summary>Waits for a rank of two to come into being.</summary>
    /// <returns>The number of its process.</returns>
    public int WaitForRank(int rank, string run)
    {
        int[] found = [];
        ToolProcess.WaitFor(() => (found = Launcher.Processes(rank, this[run])).Length == 1);
        return found[0];
    }

    public string Hash(string run) => Convert.ToHexStringLower(
        SHA256.HashData(File.ReadAllBytes(this[$"{run}/generator.onnx"])));

    public void Dispose() => _folder.Dispose();
}
