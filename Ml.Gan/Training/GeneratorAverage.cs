using Ml.Gan.Native;
using Ml.Gan.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Exponential moving average of a generator's weights and running statistics, which gives steadier samples than the
/// last weights (Yazıcı et al., 2019). The decay warms up in each stage, so that its start is soon forgotten; what learnt in an earlier
/// stage alone stays as it was averaged then.
/// </summary>
internal sealed class GeneratorAverage : IDisposable
{
    private readonly double _decay;
    private readonly GeneratorNetwork _source;
    private (Tensor Average, Tensor Source)[] _pairs = [];
    private int _stage = -1;
    private long _updates;

    /// <summary>Starts an average of <paramref name="source"/> in <paramref name="average"/>, a network of the same architecture, which it then owns.</summary>
    public GeneratorAverage(GeneratorNetwork source, GeneratorNetwork average, double decay)
    {
        (Network, _source, _decay) = (average, source, decay);
        average.eval();
        Enter(new StagePosition(0, 0));
    }

    /// <summary>The averaged network, in inference mode.</summary>
    public GeneratorNetwork Network { get; }

    /// <summary>Moves to where the source is.</summary>
    public void Enter(StagePosition position)
    {
        Network.Enter(position);
        if (position.Stage == _stage)
            return;
        (_stage, _updates) = (position.Stage, 0);
        _pairs = [.. States(Network).Zip(States(_source))];
    }

    /// <summary>Takes in the source's weights after a step.</summary>
    public void Update()
    {
        _updates++;
        double decay = Math.Min(_decay, (1.0 + _updates) / (10.0 + _updates));
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        foreach (var (average, source) in _pairs)
            average.mul_(decay).add_(source, 1 - decay);
    }

    public void Dispose() => Network.Dispose();

    private static IEnumerable<Tensor> States(GeneratorNetwork network) => network.StageParts.SelectMany(GeneratorSnapshot.States);
}
