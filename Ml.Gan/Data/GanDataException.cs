namespace Ml.Gan.Data;

/// <summary>
/// Training data that cannot be used. The message is complete: it names the file, column or option, what was found, what was
/// expected and what to do, and can be shown to a user as it is.
/// </summary>
public sealed class GanDataException : GanException
{
    /// <summary>An exception with a message for the user.</summary>
    public GanDataException(string message) : base(message) { }

    /// <summary>An exception with a message for the user and what caused it.</summary>
    public GanDataException(string message, Exception? innerException) : base(message, innerException) { }
}
