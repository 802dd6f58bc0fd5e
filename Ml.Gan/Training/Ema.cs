using Ml.Gan.Native;
using Ml.Gan.Training.Optimizers;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Exponential moving average of a network's weights and running statistics, which gives steadier samples than the last
/// weights (Yazıcı et al., 2019). Its decay warms up as (1 + updates)/(10 + updates), so that the start is soon
/// forgotten.
/// </summary>
public sealed class Ema : IDisposable
{
    private readonly double _decay;
    private FlatAverage? _states;
    private long _updates;

    /// <summary>
    /// Creates an average of <paramref name="source"/> in <paramref name="average"/>, which it then owns.
    /// </summary>
    /// <param name="source">The network that learns.</param>
    /// <param name="average">A network of the same architecture; put into inference mode.</param>
    /// <param name="decay">Decay of the average, in [0, 1).</param>
    public Ema(nn.Module source, nn.Module average, double decay)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(average);
        (Network, _decay) = (average, decay);
        average.eval();
        Restart([source], [average]);
    }

    /// <summary>The averaged network, in inference mode.</summary>
    public nn.Module Network { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _states?.Dispose();
        Network.Dispose();
    }

    /// <summary>
    /// Averages some parts alone from now on, with a decay that warms up again; the others stay as they are.
    /// </summary>
    internal void Restart(IEnumerable<nn.Module> sources, IEnumerable<nn.Module> averages)
    {
        _states?.Dispose();
        (nn.Module Average, nn.Module Source)[] parts = [.. averages.Zip(sources)];
        _states = new FlatAverage(
            [.. parts.SelectMany(part => part.Average.parameters().Zip<Tensor, Tensor>(part.Source.parameters()))],
            [.. parts.SelectMany(part => part.Average.buffers().Zip(part.Source.buffers()))]);
        _updates = 0;
    }

    /// <summary>Takes in the source's weights after a step.</summary>
    internal void Update()
    {
        _updates++;
        double decay = Math.Min(_decay, (1.0 + _updates) / (10.0 + _updates));
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        _states!.Update(decay);
    }

    /// <summary>Names the average and how far its decay has warmed up.</summary>
    internal void ExchangeState(TrainingState state, string name)
    {
        _updates = state.Number($"{name}.updates", _updates);
        state.Network(name, Network);
    }

    /// <summary>Everything of a network that training changes.</summary>
    internal static IEnumerable<Tensor> States(nn.Module part) => [.. part.parameters(), .. part.buffers()];
}
