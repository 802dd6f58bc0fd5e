using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// State of a training on its way to a checkpoint or back. Whoever has state names each part of it once: parts are
/// noted where a checkpoint is written, and set where one is read, so that a training that is resumed goes on with the
/// same bytes.
/// </summary>
public abstract class TrainingState
{
    /// <summary>What names of optimizers' tensors begin with.</summary>
    internal const string OptimizerPrefix = "optimizer";

    /// <summary>What names of random generators' tensors begin with.</summary>
    internal const string RandomPrefix = "random";

    /// <summary>What names of the best generator's tensors begin with.</summary>
    internal const string BestPrefix = "best";

    private protected TrainingState()
    {
    }

    /// <summary>Whether parts are set, from a checkpoint, rather than noted for one.</summary>
    public abstract bool IsResuming { get; }

    /// <summary>A whole number.</summary>
    /// <param name="name">Name of the part, unlike all others of the training, as <c>ada.images</c>.</param>
    /// <param name="value">What it is now.</param>
    /// <returns>What it is to be: the same, or what a checkpoint says.</returns>
    public abstract long Number(string name, long value);

    /// <summary>A real number, exactly.</summary>
    /// <inheritdoc cref="Number(string, long)"/>
    public abstract double Number(string name, double value);

    /// <summary>A text; null for none.</summary>
    /// <inheritdoc cref="Number(string, long)"/>
    public abstract string? Text(string name, string? value);

    /// <summary>Numbers of a tensor, whose shape and type don't change; they are set in place.</summary>
    /// <param name="name">Name of the part.</param>
    /// <param name="tensor">The tensor, on whatever device.</param>
    public abstract void Tensor(string name, Tensor tensor);

    /// <summary>A tensor that may not be there yet.</summary>
    /// <param name="name">Name of the part.</param>
    /// <param name="tensor">The tensor as it is now, or null; it is disposed where another one takes its place.</param>
    /// <param name="device">Where the one of a checkpoint goes.</param>
    /// <returns>The same, or one of a checkpoint, in no dispose scope.</returns>
    public abstract Tensor? OptionalTensor(string name, Tensor? tensor, Device device);

    /// <summary>Where a random generator stands.</summary>
    /// <param name="name">Name of the part.</param>
    /// <param name="random">The generator.</param>
    public abstract void Generator(string name, Generator random);

    /// <summary>
    /// Weights and buffers of a network by their names, and where those of its layers stand that draw random numbers
    /// (<see cref="IRandomLayer"/>).
    /// </summary>
    /// <param name="name">Name of the network.</param>
    /// <param name="network">The network.</param>
    public void Network(string name, nn.Module network)
    {
        ArgumentNullException.ThrowIfNull(network);
        foreach (var (key, value) in network.state_dict())
            Tensor($"{name}.{key}", value);
        int layer = 0;
        var seen = new HashSet<nn.Module>(ReferenceEqualityComparer.Instance);
        foreach (var module in network.modules().Prepend(network))
        {
            if (module is IRandomLayer random && seen.Add(module))
                Generator($"{RandomPrefix}.{name}.{layer++}", random.Random);
        }
    }
}
