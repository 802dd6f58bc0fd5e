namespace Microsoft.ML.Runtime;

/// <summary>A component's environment: a name below its parent's, random numbers of its own, and the shared way out for messages.</summary>
sealed class Host : IHost
{
    readonly Action<string, ChannelMessage> output;
    readonly Lock drawing = new();

    public Host(string fullName, Random rand, ComponentCatalog catalog, Action<string, ChannelMessage> output)
    {
        ContextDescription = fullName;
        Rand = rand;
        ComponentCatalog = catalog;
        this.output = output;
    }

    public Random Rand { get; }

    public ComponentCatalog ComponentCatalog { get; }

    public string ContextDescription { get; }

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (drawing)
            return new Host(Below(name), new Random(seed ?? Rand.Next()), ComponentCatalog, output);
    }

    public IChannel Start(string name) => new Channel(this, Below(name), output);

    public IPipe<TMessage> StartPipe<TMessage>(string name) =>
        Start(name) is IPipe<TMessage> channel ? channel : new Pipe<TMessage>(this);

    public IProgressChannel StartProgressChannel(string name) => new ProgressChannel();

    public TException Process<TException>(TException ex) where TException : Exception
    {
        ArgumentNullException.ThrowIfNull(ex);
        ex.Data["Context"] = ContextDescription;
        return ex;
    }

    string Below(string name) => string.IsNullOrEmpty(ContextDescription) ? name : $"{ContextDescription}; {name}";
}
