namespace Ml.Gan;

/// <summary>An option has a value that can't be used, alone or together with the data or other options.</summary>
public sealed class GanOptionException : GanException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="option">Name of the option as a field of the options class, for example <c>BatchSize</c>.</param>
    /// <param name="message">What was found, what is expected, what to do.</param>
    public GanOptionException(string option, string message)
        : base(message)
    {
        Option = option;
    }

    /// <summary>Name of the option, for example <c>BatchSize</c>.</summary>
    public string Option { get; }
}
