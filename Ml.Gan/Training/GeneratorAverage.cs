using Ml.Gan.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Exponential moving average of a generator's weights and running statistics, which gives steadier samples than the
/// last weights (Yazıcı et al., 2019). The decay warms up, so that the untrained start is soon forgotten.
/// </summary>
internal sealed class GeneratorAverage : IDisposable
{
    private readonly double _decay;
    private readonly (Tensor Average, Tensor Source)[] _pairs;

    /// <summary>Starts an average of <paramref name="source"/> in <paramref name="average"/>, a network of the same architecture, which it then owns.</summary>
    public GeneratorAverage(GeneratorNetwork source, GeneratorNetwork average, double decay)
    {
        (Network, _decay) = (average, decay);
        _pairs = [.. GeneratorSnapshot.States(average).Zip(GeneratorSnapshot.States(source))];
        average.eval();
    }

    /// <summary>The averaged network, in inference mode.</summary>
    public GeneratorNetwork Network { get; }

    /// <summary>Takes in the weights after step number <paramref name="step"/> (from 1).</summary>
    public void Update(long step)
    {
        double decay = Math.Min(_decay, (1.0 + step) / (10.0 + step));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (average, source) in _pairs)
            average.mul_(decay).add_(source, 1 - decay);
    }

    public void Dispose() => Network.Dispose();
}
