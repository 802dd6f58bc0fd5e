namespace Ml.Gan;

/// <summary>Anything that Ml.Gan refuses or can't do; the message is written for the person who called.</summary>
public class GanException : Exception
{
    /// <summary>Creates the exception.</summary>
    public GanException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
