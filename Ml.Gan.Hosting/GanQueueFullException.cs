namespace Ml.Gan.Hosting;

/// <summary>
/// Refusal of a request whose images would not fit into the queue (<see cref="GanGeneratorOptions.QueueCapacity"/>). A
/// web service answers with 429, Too Many Requests, and the header Retry-After.
/// </summary>
public sealed class GanQueueFullException : Exception
{
    /// <summary>Creates the exception with a message for people.</summary>
    /// <param name="message">The message.</param>
    /// <param name="retryAfter">When to ask again.</param>
    public GanQueueFullException(string message, TimeSpan retryAfter)
        : base(message) => RetryAfter = retryAfter;

    /// <summary>Creates the exception with a message for people.</summary>
    public GanQueueFullException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message for people and the failure behind it.</summary>
    public GanQueueFullException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception with a general message.</summary>
    public GanQueueFullException()
    {
    }

    /// <summary>
    /// Time after which the queue will have been worked off, by the pace of the last batches; at least
    /// <see cref="GanGeneratorOptions.MinRetryAfter"/>.
    /// </summary>
    public TimeSpan RetryAfter { get; }
}
