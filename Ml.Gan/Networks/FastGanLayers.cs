using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Gated linear unit (Dauphin et al., 2017): the first half of the channels times the sigmoid of the second, (N, 2C, H,
/// W) to (N, C, H, W).
/// </summary>
internal sealed class GatedLinearUnit() : Layer("glu")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        // The backward pass of chunks joins them; that of two narrowed parts adds two whole tensors up.
        var halves = input.chunk(2, 1);
        return halves[0] * halves[1].sigmoid();
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        int half = (int)input.Shape[1]!.Value / 2;
        var gate = graph.Sigmoid($"{prefix}/gate", graph.Narrow($"{prefix}/second", input, axis: 1, half, half));
        return graph.Mul(prefix, graph.Narrow($"{prefix}/first", input, axis: 1, 0, half), gate);
    }
}

/// <summary>x·σ(x) (Swish: Ramachandran, Zoph and Le, 2017).</summary>
internal sealed class Swish() : Layer("swish")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => input * input.sigmoid();

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Mul(prefix, input, graph.Sigmoid($"{prefix}/sigmoid", input));
}

/// <summary>
/// Adds normal noise to each pixel, the same to all of its channels, times a strength that is learned and starts at 0
/// (Karras et al., 2019), in training; the identity in inference, so that latents alone decide on a sample. Draws from
/// a generator of its own. The shape stays.
/// </summary>
internal sealed class NoiseInjection : Layer, IRandomLayer
{
    private readonly Generator _random;
    [ComponentName(Name = "strength")]
    private Parameter _strength;

    /// <summary>Creates the layer.</summary>
    /// <param name="parameters">Gives the seed.</param>
    public NoiseInjection(ParameterFactory parameters)
        : base("noise")
    {
        _strength = parameters.Zeros(1);
        register_parameter("strength", _strength);
        _random = parameters.CreateGenerator();
    }

    /// <inheritdoc/>
    public Generator Random => _random;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        if (!training)
            return input.alias();
        long[] perPixel = [input.shape[0], 1, .. input.shape[2..]];
        var noise = Shard.Draw(
            perPixel, shape => torch.randn(shape, ScalarType.Float32, CPU, generator: _random)).to(input.device);
        return input + noise * _strength;
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
