using Ml.Gan.Training;
using Ml.Gan.Training.Weights;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>Network that learns, with the average of its weights where there is one; both are owned.</summary>
internal class TrainedNetwork<TNetwork> : IDisposable
    where TNetwork : nn.Module
{
    private readonly TNetwork? _averaged;
    private readonly Ema? _average;

    /// <param name="name">Name in files.</param>
    /// <param name="network">The network that learns; it is owned from then on.</param>
    /// <param name="create">Creates the same network untrained once more, for the average.</param>
    /// <param name="emaDecay">Decay of the average; 0 for none.</param>
    public TrainedNetwork(string name, TNetwork network, Func<TNetwork> create, double emaDecay)
    {
        Network = network;
        if (emaDecay > 0)
        {
            _averaged = create();
            _average = new Ema(Network, _averaged, emaDecay);
        }
        Named = new NamedNetwork(name, Network, _average);
    }

    /// <summary>The network that learns.</summary>
    public TNetwork Network { get; }

    public NamedNetwork Named { get; }

    /// <summary>The network that is used for what is learned: the average where there is one.</summary>
    public TNetwork Sampled => _averaged ?? Network;

    /// <summary>Weights and running statistics of <see cref="Sampled"/>, by their names in files.</summary>
    public IEnumerable<(string Name, Tensor Value)> SampledStates => NetworkWeights.States(
        _averaged is null ? Named.Name : NetworkWeights.AverageOf(Named.Name), Sampled);

    public void Dispose()
    {
        Network.Dispose();
        _average?.Dispose();
    }
}
