using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The start of everything: catalogs, random numbers, and the log of what the components say.</summary>
public sealed class MLContext : IHostEnvironment
{
    readonly Host host;

    /// <param name="seed">Makes what is drawn in this context the same each time; null draws a seed.</param>
    public MLContext(int? seed = null)
    {
        host = new Host("", seed is { } s ? new Random(s) : new Random(), new ComponentCatalog(), Publish);
        Data = new DataOperationsCatalog(this);
        Transforms = new TransformsCatalog(this);
        Model = new ModelOperationsCatalog(this);
        MulticlassClassification = new MulticlassClassificationCatalog();
    }

    /// <summary>Raised for every message of a component.</summary>
    public event EventHandler<LoggingEventArgs> Log;

    public DataOperationsCatalog Data { get; }

    public TransformsCatalog Transforms { get; }

    public ModelOperationsCatalog Model { get; }

    public MulticlassClassificationCatalog MulticlassClassification { get; }

    public ComponentCatalog ComponentCatalog => host.ComponentCatalog;

    /// <summary>The GPU for components that can use one; null for the CPU.</summary>
    public int? GpuDeviceId { get; set; }

    /// <summary>Whether components use the CPU where <see cref="GpuDeviceId"/> can't be used.</summary>
    public bool FallbackToCpu { get; set; } = true;

    /// <summary>The folder for temporary files.</summary>
    public string TempFilePath { get; set; } = Path.GetTempPath();

    string IExceptionContext.ContextDescription => host.ContextDescription;

    IHost IHostEnvironment.Register(string name, int? seed, bool? verbose) => host.Register(name, seed, verbose);

    IChannel IChannelProvider.Start(string name) => host.Start(name);

    IPipe<TMessage> IChannelProvider.StartPipe<TMessage>(string name) => host.StartPipe<TMessage>(name);

    IProgressChannel IProgressChannelProvider.StartProgressChannel(string name) => host.StartProgressChannel(name);

    TException IExceptionContext.Process<TException>(TException ex) => host.Process(ex);

    void Publish(string source, ChannelMessage message) =>
        Log?.Invoke(this, new LoggingEventArgs(message.Message, message.Kind, source));
}
