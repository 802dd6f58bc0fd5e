namespace Microsoft.ML.Runtime;

/// <summary>A pipe that nobody listens to.</summary>
sealed class Pipe<TMessage>(IExceptionContext context) : IPipe<TMessage>
{
    public string ContextDescription => context.ContextDescription;

    public void Send(TMessage msg)
    {
    }

    public TException Process<TException>(TException ex) where TException : Exception => context.Process(ex);

    public void Dispose()
    {
    }
}

/// <summary>A progress channel that nobody listens to: figures go to no log.</summary>
sealed class ProgressChannel : IProgressChannel
{
    public IProgressChannel StartProgressChannel(string name) => new ProgressChannel();

    public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction) =>
        ArgumentNullException.ThrowIfNull(header);

    public void Checkpoint(params double?[] values)
    {
    }

    public void Dispose()
    {
    }
}
