namespace Microsoft.ML.Runtime;

/// <summary>A channel that hands its messages on at once.</summary>
sealed class Channel : IChannel
{
    readonly IExceptionContext context;
    readonly string source;
    readonly Action<string, ChannelMessage> output;
    bool disposed;

    public Channel(IExceptionContext context, string source, Action<string, ChannelMessage> output)
    {
        this.context = context;
        this.source = source;
        this.output = output;
        Trace(MessageSensitivity.None, "Channel started");
    }

    public string ContextDescription => source;

    public void Send(ChannelMessage msg) => output(source, msg);

    public void Trace(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Trace, sensitivity, fmt);

    public void Trace(MessageSensitivity sensitivity, string fmt, params object[] args) =>
        Trace(sensitivity, string.Format(fmt, args));

    public void Info(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Info, sensitivity, fmt);

    public void Info(MessageSensitivity sensitivity, string fmt, params object[] args) =>
        Info(sensitivity, string.Format(fmt, args));

    public void Warning(MessageSensitivity sensitivity, string fmt) =>
        Send(ChannelMessageKind.Warning, sensitivity, fmt);

    public void Warning(MessageSensitivity sensitivity, string fmt, params object[] args) =>
        Warning(sensitivity, string.Format(fmt, args));

    public void Error(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Error, sensitivity, fmt);

    public void Error(MessageSensitivity sensitivity, string fmt, params object[] args) =>
        Error(sensitivity, string.Format(fmt, args));

    public TException Process<TException>(TException ex) where TException : Exception => context.Process(ex);

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        Trace(MessageSensitivity.None, "Channel disposed");
    }

    void Send(ChannelMessageKind kind, MessageSensitivity sensitivity, string message) => Send(new(kind, sensitivity, message));
}
