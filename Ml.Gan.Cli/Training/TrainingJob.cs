using Ml.Gan.Mpi;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// Training by several processes that <c>mpirun</c> or another launcher of MPI started with the same command line.
/// Rank 0 writes and speaks; another one only where it alone failed.
/// </summary>
internal static class TrainingJob
{
    /// <summary>Whether this process is one of several that are to train.</summary>
    public static bool IsPart(string[] args) => args is ["train", ..] && MpiLaunch.Count > 1;

    /// <summary>Takes part.</summary>
    public static int Run(string[] args)
    {
        try
        {
            return MpiReplicas.Run(replicas => Run(args, replicas));
        }
        catch (GanException e)
        {
            Console.Error.WriteLine($"mlgan: {e.Message}");
            return ExitCode.Failure;
        }
    }

    /// <summary>
    /// Threads of each rank where none are given: the processors that this process may use, shared with the ranks that
    /// the launcher started on the same machine.
    /// </summary>
    public static int Threads => Math.Max(1, Environment.ProcessorCount / MpiLaunch.LocalCount);

    private static int Run(string[] args, MpiReplicas replicas)
    {
        var own = Terminal.OfProcess();
        if (replicas.Rank == 0)
            return CommandLine.Run(args, own with { Screen = null, Replicas = replicas });
        using var faults = new StringWriter();
        int code = CommandLine.Run(
            args, new Terminal(TextWriter.Null, TextWriter.Null) { Replicas = replicas, Faults = faults });
        if (code == ExitCode.Success)
            return code;
        replicas.LetRootSpeak();
        own.Error.Write($"{replicas.Name}: {faults}");
        return code;
    }
}
