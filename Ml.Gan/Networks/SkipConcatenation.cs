using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Puts what layers make of feature maps beside the maps themselves, along the channels, as U-Nets do (Ronneberger et
/// al., 2015): (N, C, H, W) to (N, C + C', H, W), where the layers give (N, C', H, W).
/// </summary>
public sealed class SkipConcatenation : Layer
{
    private readonly LayerSequence _inner;

    /// <summary>Creates the layer, which owns the inner layers from then on.</summary>
    public SkipConcatenation(IReadOnlyList<Layer> inner)
        : base("skip")
    {
        _inner = new LayerSequence("inner", inner);
        register_module("inner", _inner);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) =>
        ChannelsLast.Join(input, _inner.call(input, condition));

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Concat(prefix, [input, _inner.Export(graph, $"{prefix}/inner", input, condition)]);
}
