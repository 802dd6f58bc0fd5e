namespace Ml.Gan.Mpi;

/// <summary>Options of <see cref="MpiReplicas"/>.</summary>
public sealed class MpiOptions
{
    /// <summary>Environment variable of the default of <see cref="Patience"/>, in seconds.</summary>
    public const string PatienceVariable = "MLGAN_MPI_PATIENCE";

    /// <summary>
    /// Time that a rank may take between two exchanges of numbers, above 0: one that takes longer is taken to hang, and
    /// ends the job. It has to be longer than what rank 0 alone does at times, as evaluation and checkpoints. Default
    /// what the environment variable <see cref="PatienceVariable"/> says in seconds, or 10 minutes.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public TimeSpan Patience
    {
        get;
        init => field = value > TimeSpan.Zero
            ? value
            : throw new GanOptionException(nameof(Patience), $"The patience must be above 0; it is {value}.");
    } = OfEnvironment();

    private static TimeSpan OfEnvironment() =>
        Environment.GetEnvironmentVariable(PatienceVariable) is not { Length: > 0 } text
            ? TimeSpan.FromMinutes(10)
            : int.TryParse(text, out int seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : throw new GanOptionException(
                nameof(Patience), $"{PatienceVariable} must be a whole number of seconds above 0; it is '{text}'.");
}
