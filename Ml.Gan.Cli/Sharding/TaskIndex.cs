namespace Ml.Gan.Cli.Sharding;

/// <summary>
/// The index that a cluster gives a task: of a Kubernetes Indexed Job, a SLURM array, or a rank of an MPI job.
/// </summary>
internal static class TaskIndex
{
    private const string Kubernetes = "JOB_COMPLETION_INDEX";
    private const string Slurm = "SLURM_ARRAY_TASK_ID";

    private static readonly (string Rank, string Size)[] s_mpi =
        [("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"), ("PMI_RANK", "PMI_SIZE")];

    /// <summary>The variables that are looked at.</summary>
    public static IReadOnlyList<string> Variables { get; } = [Kubernetes, Slurm, .. s_mpi.Select(mpi => mpi.Rank)];

    /// <summary>The part that this task is.</summary>
    /// <param name="environment">Gives an environment variable's value, or null.</param>
    /// <param name="count">Number of parts; null for as many as the cluster says that there are tasks.</param>
    /// <exception cref="GanOptionException">
    /// No variable is set, or several say different things, or the number of parts isn't known.
    /// </exception>
    public static Shard Find(Func<string, string?> environment, int? count)
    {
        Shard[] found = [.. Candidates(environment, count)];
        if (found.Length == 0)
            throw Shard.Refusal(
                $"--shard auto takes the index from {string.Join(", ", Variables)}, and none of them is set. Give the "
                + "part, as --shard 0/16.");
        if (found.FirstOrDefault(shard => shard.Index != found[0].Index || shard.Count != found[0].Count) is { } other)
            throw Shard.Refusal(
                $"--shard auto: {found[0].Source} says {found[0]} and {other.Source} says {other}. Give the part, as "
                + $"--shard {found[0]}.");
        return found[0].Index < found[0].Count
            ? found[0]
            : throw Shard.Refusal(
                $"--shard auto: {found[0].Source} is {found[0].Index}, but parts are counted from 0, so that the last "
                + $"of {found[0].Count} is {found[0].Count - 1}. Number the tasks from 0"
                + (found[0].Source == Slurm ? $": --array=0-{found[0].Count - 1}." : "."));
    }

    private static IEnumerable<Shard> Candidates(Func<string, string?> environment, int? count)
    {
        if (Index(environment, Kubernetes) is { } completion)
            yield return new Shard(completion, count ?? throw NoCount(Kubernetes), Kubernetes);
        if (Index(environment, Slurm) is { } task)
            yield return new Shard(task, count ?? CountOfArray(environment), Slurm);
        foreach (var (rank, size) in s_mpi)
        {
            // SLURM's srun sets a rank of one task, too: of such a job it says nothing.
            if (Index(environment, rank) is { } index && Shard.Number(environment(size)) is { } ranks and > 1)
                yield return new Shard(index, count ?? ranks, rank);
        }
    }

    private static int? Index(Func<string, string?> environment, string variable) => environment(variable) switch
    {
        null or "" => null,
        var text => Shard.Number(text) ?? throw Shard.Refusal(
            $"--shard auto: {variable} is '{text}', which is no index. Give the part, as --shard 0/16."),
    };

    /// <summary>The tasks of an array, where they are numbered from 0 without gaps.</summary>
    private static int CountOfArray(Func<string, string?> environment) =>
        Shard.Number(environment("SLURM_ARRAY_TASK_COUNT")) is { } tasks && tasks > 0
        && Shard.Number(environment("SLURM_ARRAY_TASK_MIN")) == 0
        && Shard.Number(environment("SLURM_ARRAY_TASK_MAX")) == tasks - 1
            ? tasks
            : throw NoCount(Slurm);

    private static GanOptionException NoCount(string variable) => Shard.Refusal(
        $"--shard auto: {variable} says which task this is, but not of how many. Say it, as --shard auto/16.");
}
