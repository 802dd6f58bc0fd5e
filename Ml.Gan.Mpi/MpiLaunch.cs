using System.Globalization;

namespace Ml.Gan.Mpi;

/// <summary>What the environment of this process tells of the launcher that started it.</summary>
public static class MpiLaunch
{
    private static readonly string[] s_sizes = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE"];
    private static readonly string[] s_localSizes =
        ["OMPI_COMM_WORLD_LOCAL_SIZE", "MPI_LOCALNRANKS", "SLURM_NTASKS_PER_NODE"];

    private static readonly string[] s_ranks = ["OMPI_COMM_WORLD_RANK", "PMI_RANK", "PMIX_RANK"];

    /// <summary>
    /// Number of processes that <c>mpirun</c>, <c>mpiexec</c> or SLURM's <c>srun</c> started together; 1 for a process
    /// that was started by itself.
    /// </summary>
    public static int Count => First(s_sizes) ?? (Number("PMIX_RANK") is null ? null : Number("SLURM_NTASKS")) ?? 1;

    /// <summary>Number of this process among them, from 0.</summary>
    public static int Rank => First(s_ranks) ?? 0;

    /// <summary>Number of them on this machine, as far as the launcher tells; else <see cref="Count"/>.</summary>
    public static int LocalCount => First(s_localSizes) ?? Count;

    /// <summary>Whether the launcher is Open MPI's, or one that speaks PMIx.</summary>
    internal static bool IsOpenMpi => Number(s_sizes[0]) is not null || Number("PMIX_RANK") is not null;

    private static int? First(string[] names) => names.Select(Number).FirstOrDefault(number => number is not null);

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture,
            out int number)
            ? number
            : null;
}
