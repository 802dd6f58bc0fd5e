using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A message of a component.</summary>
public class LoggingEventArgs : EventArgs
{
    public LoggingEventArgs(string message)
    {
        Message = message;
        RawMessage = message;
    }

    public LoggingEventArgs(string message, ChannelMessageKind kind, string source)
    {
        Message = $"[Source={source}, Kind={kind}] {message}";
        RawMessage = message;
        Kind = kind;
        Source = source;
    }

    /// <summary>The message together with its source and kind.</summary>
    public string Message { get; }

    public string RawMessage { get; }

    public ChannelMessageKind Kind { get; }

    public string Source { get; }
}
