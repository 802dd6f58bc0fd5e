using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Sets each number to zero with some probability in training, and scales the others up so that the mean stays
/// (Srivastava et al., 2014); the identity in inference. Draws from a generator of its own.
/// </summary>
public sealed class Dropout : Layer, IRandomLayer
{
    private readonly double _rate;
    private readonly Generator _random;

    /// <summary>Creates the layer.</summary>
    /// <param name="rate">Probability of zero, in [0, 1).</param>
    /// <param name="parameters">Gives the seed.</param>
    public Dropout(double rate, ParameterFactory parameters)
        : base("dropout")
    {
        _rate = rate;
        _random = parameters.CreateGenerator();
    }

    /// <inheritdoc/>
    public Generator Random => _random;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        if (!training)
            return input.alias();
        var kept = Shard.Draw(
            input.shape, shape => torch.empty(shape, ScalarType.Bool, CPU).bernoulli_(1 - _rate, _random))
            .to(input.device);
        return input * kept / (1 - _rate);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) => input;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _random.Dispose();
        base.Dispose(disposing);
    }
}
