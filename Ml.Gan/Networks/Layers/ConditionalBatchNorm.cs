using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// Batch normalisation of (N, C, H, W) whose scales and shifts depend on the condition (Dumoulin et al., 2017; de Vries et al., 2017):
/// each is a linear function of it, for a label a learnt vector of the class.
/// </summary>
public sealed class ConditionalBatchNorm : ConditionalLayer
{
    private readonly int _channels;
    private readonly BatchNorm _norm;
    private readonly Embedding _scale;
    private readonly Embedding _shift;

    /// <summary>Creates the layer. Scales start around 1 for every condition, with standard deviation 0.02 for a label; shifts at zero.</summary>
    /// <param name="channels">C.</param>
    /// <param name="conditionSize">Numbers in a condition.</param>
    /// <param name="parameters">Makes the weights.</param>
    public ConditionalBatchNorm(int channels, int conditionSize, ParameterFactory parameters)
        : base("conditional_batch_norm")
    {
        _channels = channels;
        _norm = new BatchNorm(channels, parameters, affine: false);
        _scale = new Embedding(conditionSize, channels, parameters, standardDeviation: 0.02);
        _shift = new Embedding(conditionSize, channels, parameters, standardDeviation: 0);
        register_module("norm", _norm);
        register_module("scale", _scale);
        register_module("shift", _shift);
    }

    /// <inheritdoc/>
    public override Tensor Apply(Tensor input, Tensor? condition)
    {
        var given = Required(condition);
        return _norm.call(input) * (PerChannel(_scale.call(given)) + 1) + PerChannel(_shift.call(given));
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var given = Required(condition);
        OnnxValue PerChannel(Embedding embedding, string name) =>
            graph.Reshape($"{prefix}/{name}/channels", embedding.Export(graph, $"{prefix}/{name}", given), 0, _channels, 1, 1);
        var one = graph.Constant($"{prefix}/one", [1f], 1);
        var normalised = _norm.Export(graph, $"{prefix}/norm", input);
        var scaled = graph.Mul($"{prefix}/scaled", normalised, graph.Add($"{prefix}/factor", PerChannel(_scale, "scale"), one));
        return graph.Add(prefix, scaled, PerChannel(_shift, "shift"));
    }

    private Tensor PerChannel(Tensor values) => values.view(-1, _channels, 1, 1);
}
