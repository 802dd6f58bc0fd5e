using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Translator that adds a residual image to its input (Shen and Liu, 2017): twice what a network gives, so values in
/// [-2, 2], by which black can become white; the sum is clamped to [-1, 1].
/// </summary>
internal sealed class ResidualTranslator : Layer
{
    private const double Range = 2;

    private readonly Layer _network;

    /// <summary>Creates the layer, which owns the network from then on.</summary>
    /// <param name="network">From images (N, C, H, W) to values in [-1, 1] of the same shape.</param>
    public ResidualTranslator(Layer network)
        : base("residual_translator")
    {
        _network = network;
        register_module("network", network);
    }

    /// <summary>What is added to images, (N, C, H, W).</summary>
    public Tensor ResidualOf(Tensor images) => _network.call(images) * Range;

    /// <summary>Images with residuals, in [-1, 1].</summary>
    public static Tensor Sum(Tensor images, Tensor residuals) => (images + residuals).clamp(-1, 1);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => Sum(input, ResidualOf(input));

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var residual = graph.Mul(
            $"{prefix}/residual", _network.Export(graph, $"{prefix}/network", input),
            graph.Constant($"{prefix}/range", [(float)Range], 1));
        return graph.Clip($"{prefix}/clamp", graph.Add($"{prefix}/sum", input, residual), -1, 1);
    }
}
