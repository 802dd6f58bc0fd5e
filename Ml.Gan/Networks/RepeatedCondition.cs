using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Puts what layers make of the condition beside each place of feature maps (StackGAN: Zhang et al., 2017): (N, C, s,
/// s) to (N, C + k, s, s), where the layers give (N, k).
/// </summary>
internal sealed class RepeatedCondition : Layer
{
    private readonly int _size;
    private readonly LayerSequence _layers;
    private readonly NearestUpsampling _repeat;

    /// <summary>Creates the layer, which owns the layers from then on.</summary>
    /// <param name="size">Height and width s of the feature maps.</param>
    /// <param name="layers">From the condition, (N, c), to (N, k); none for the condition itself.</param>
    public RepeatedCondition(int size, IReadOnlyList<Layer> layers)
        : base("condition")
    {
        (_size, _layers, _repeat) = (size, new LayerSequence("layers", layers), new NearestUpsampling(size));
        register_module("layers", _layers);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var numbers = _layers.call(Required(condition));
        return ChannelsLast.Join(input, numbers.view(-1, numbers.shape[1], 1, 1).expand(-1, -1, _size, _size));
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var numbers = _layers.Export(graph, $"{prefix}/numbers", Required(condition));
        var maps = graph.Reshape($"{prefix}/maps", numbers, 0, numbers.Shape[1]!.Value, 1, 1);
        return graph.Concat(prefix, [input, _repeat.Export(graph, $"{prefix}/repeat", maps)]);
    }
}
