namespace Ml.Gan.Mpi;

/// <summary>Failure of the MPI library: it isn't there, isn't the launcher's, or refuses a call.</summary>
public sealed class MpiException : GanException
{
    /// <summary>Creates an exception with a message that says what to do.</summary>
    public MpiException(string message)
        : base(message)
    {
    }
}
