using Ml.Gan.Networks;
using Ml.Gan.Training;
using Ml.Gan.Training.Weights;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Captioning;

/// <summary>Captioner with the average of its weights.</summary>
internal sealed class TrainedCaptioner : IDisposable
{
    private readonly CaptionerNetwork? _averaged;
    private readonly Ema? _average;

    /// <param name="design">What it is laid out for.</param>
    /// <param name="emaDecay">Decay of the average; 0 for none.</param>
    /// <param name="seed">Seed of its weights.</param>
    /// <param name="device">Where it lives.</param>
    public TrainedCaptioner(CaptionNetworkDesign design, double emaDecay, long seed, Device device)
    {
        Network = Create();
        if (emaDecay > 0)
        {
            _averaged = Create();
            _average = new Ema(Network, _averaged, emaDecay);
        }
        Named = new NamedNetwork("generator", Network, _average);

        CaptionerNetwork Create()
        {
            using var parameters = new ParameterFactory(seed, device);
            return new CaptionerNetwork(design, parameters);
        }
    }

    /// <summary>The network that learns.</summary>
    public CaptionerNetwork Network { get; }

    public NamedNetwork Named { get; }

    /// <summary>The network that writes captions when it is used: the average where there is one.</summary>
    public CaptionerNetwork Used => _averaged ?? Network;

    /// <summary>Weights and running statistics of <see cref="Used"/>, by their names in files.</summary>
    public IEnumerable<(string Name, Tensor Value)> UsedStates => NetworkWeights.States(
        _averaged is null ? Named.Name : NetworkWeights.AverageOf(Named.Name), Used);

    public void Dispose()
    {
        Network.Dispose();
        _average?.Dispose();
    }
}
