using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Puts groups of factor² channels beside each other as blocks of pixels (Shi et al., 2016): (N, C·factor², H, W) to
/// (N, C, factor·H, factor·W); channel c·factor² + dy·factor + dx goes to row dy and column dx of channel c's blocks.
/// </summary>
public sealed class PixelShuffle(int factor = 2) : Layer("pixel_shuffle")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) =>
        ChannelsLast.Of(nn.functional.pixel_shuffle(input, factor));

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.DepthToSpace(prefix, input, factor);
}
