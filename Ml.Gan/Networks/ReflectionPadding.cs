using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Puts around images what lies mirrored inside of them, without the border twice: (N, C, H, W) to (N, C, H +
/// 2·padding, W + 2·padding). Convolutions behind it see no frame of zeros. H and W have to be larger than the padding.
/// </summary>
public sealed class ReflectionPadding(int padding) : Layer("reflect")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => ChannelsLast.Of(
        nn.functional.pad(input, [padding, padding, padding, padding], PaddingModes.Reflect));

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.ReflectionPad2d(prefix, input, padding);
}

/// <summary>A convolution that keeps height and width, of images that go on mirrored behind their borders.</summary>
internal static class ReflectedConvolution
{
    public static Layer[] Create(
        int inputs, int outputs, int kernel, bool bias, ParameterFactory parameters,
        double standardDeviation = Convolution.DefaultDeviation) =>
    [
        new ReflectionPadding(kernel / 2),
        new Convolution(
            inputs, outputs, kernel, stride: 1, padding: 0, bias, parameters, standardDeviation: standardDeviation),
    ];
}
