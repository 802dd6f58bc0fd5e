using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// A translator that fills holes (Pathak et al., 2016): of images with their masks, and what else guides it, along the
/// channels, (N, C + 1 + G, H, W), to images (N, C, H, W): its own pixels where the mask is 1, those of the image,
/// unchanged, where it is 0.
/// </summary>
internal sealed class HoleFilling : Layer
{
    private readonly Layer _translator;
    private readonly int _channels;

    /// <summary>Creates the layer, which owns the translator from then on.</summary>
    /// <param name="translator">From (N, C + 1 + G, H, W) to (N, C, H, W).</param>
    /// <param name="channels">Channels of an image, C.</param>
    public HoleFilling(Layer translator, int channels)
        : base("hole_filling")
    {
        (_translator, _channels) = (translator, channels);
        register_module("translator", translator);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var (image, mask) = (input.narrow(1, 0, _channels), input.narrow(1, _channels, 1));
        return (image * (1 - mask)) + (mask * _translator.call(input, condition));
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var image = graph.Narrow($"{prefix}/image", input, axis: 1, start: 0, _channels);
        var mask = graph.Narrow($"{prefix}/mask", input, axis: 1, start: _channels, length: 1);
        var known = graph.Sub($"{prefix}/known", graph.Constant($"{prefix}/one", [1f], 1), mask);
        var made = _translator.Export(graph, $"{prefix}/translator", input, condition);
        return graph.Add(
            prefix, graph.Mul($"{prefix}/kept", image, known), graph.Mul($"{prefix}/filled", mask, made));
    }
}
