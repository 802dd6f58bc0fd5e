using Ml.Gan.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Exponential moving average of a generator's weights, which gives steadier samples than the last weights (Yazıcı et
/// al., 2019). The decay warms up, so that the untrained start is soon forgotten.
/// </summary>
internal sealed class GeneratorAverage : IDisposable
{
    private readonly double _decay;
    private readonly long _seed;
    private readonly Device _device;
    private readonly (Tensor Average, Tensor Source)[] _pairs;
    private readonly GeneratorNetwork _network;
    private bool _measured;

    /// <summary>Starts an average of <paramref name="source"/>.</summary>
    /// <param name="source">The network in training.</param>
    /// <param name="average">A network of the same architecture and weights, owned from then on.</param>
    /// <param name="decay">Largest weight of the average so far.</param>
    /// <param name="seed">Seed of the latent vectors that the average's batch statistics are measured on.</param>
    /// <param name="device">Where both networks are.</param>
    public GeneratorAverage(GeneratorNetwork source, GeneratorNetwork average, double decay, long seed, Device device)
    {
        (_network, _decay, _seed, _device) = (average, decay, seed, device);
        _pairs = [.. average.parameters().Zip<Tensor, Tensor>(source.parameters())];
    }

    /// <summary>The averaged network as it is now, in inference mode.</summary>
    public GeneratorNetwork Network
    {
        get
        {
            if (!_measured)
                StandingStatistics.Measure(_network, _seed, _device);
            _measured = true;
            return _network;
        }
    }

    /// <summary>Takes in the weights after step number <paramref name="step"/> (from 1).</summary>
    public void Update(long step)
    {
        _measured = false;
        double decay = Math.Min(_decay, (1.0 + step) / (10.0 + step));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (average, source) in _pairs)
            average.mul_(decay).add_(source, 1 - decay);
    }

    public void Dispose() => _network.Dispose();
}
