namespace Ml.Gan.Data;

/// <summary>
/// Training data that cannot be used. The message is complete: it names the file, column or option, what was found,
/// what was expected and what to do, and can be shown to a user as it is.
/// </summary>
public sealed class GanDataException : GanException
{
    /// <summary>Creates the exception.</summary>
    public GanDataException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
