using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Styles;

/// <summary>
/// The low-pass filter [1, 3, 3, 1] of StyleGAN2 (Karras et al., 2020), in both directions and of sum
/// <paramref name="gain"/>: (N, C, H, W) to (N, C, H', W') with H' = (H + 2·padding − 4)/stride + 1, zeros around.
/// </summary>
internal sealed class BinomialFilter(double gain = 1, int padding = 0, int stride = 1) : Layer("filter")
{
    private const int Size = 4;

    private static readonly double[] s_taps = [1, 3, 3, 1];

    private float[] Kernel =>
        [.. s_taps.SelectMany(row => s_taps.Select(column => (float)(gain * row * column / 64)))];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var kernel = TensorValues.Create(Kernel, 1, 1, Size, Size).to(input.dtype, input.device);
        return Convolutions.Depthwise(input, kernel, stride, padding);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        long channels = input.Shape[1]!.Value;
        float[] weight = [.. Enumerable.Repeat(Kernel, (int)channels).SelectMany(kernel => kernel)];
        long Filtered(int axis) => (input.Shape[axis]!.Value + 2 * padding - Size) / stride + 1;
        return graph.Node(
            "Conv",
            prefix,
            [input, graph.Constant($"{prefix}/kernel", weight, channels, 1, Size, Size)],
            [input.Shape[0], channels, Filtered(2), Filtered(3)],
            ("kernel_shape", new long[] { Size, Size }),
            ("strides", new long[] { stride, stride }),
            ("pads", new long[] { padding, padding, padding, padding }),
            ("group", channels));
    }
}
