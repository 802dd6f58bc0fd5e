using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// 2-D convolutions that are fast, and right on every machine: on the CPU maps lie channels last, which oneDNN reads
/// and writes as they are. Where <see cref="ConvolutionProbe"/> found libtorch's convolutions wrong, maps lie in the
/// order of their shape, and channels are padded with zeros to a multiple of 16, which are computed rightly.
/// Differentiable twice.
/// </summary>
internal static class Convolutions
{
    /// <summary>Channels in the largest block that oneDNN computes with.</summary>
    private const long Block = 16;

    /// <summary>(N, I, H, W) and a weight (O, I, k, k) to (N, O, H', W').</summary>
    public static Tensor Conv2d(Tensor input, Tensor weight, Tensor? bias, int stride, int padding)
    {
        (input, weight, bias) = Cast(input, weight, bias);
        var (outputs, inputs) = (weight.shape[0], weight.shape[1]);
        if (inputs == 1 && stride > 1 && IsFloatOnCpu(input))
            return SingleChannel.Spread(input, weight, bias, stride, padding);
        input = ChannelsLast.Of(input);
        if (!NeedsPadding(input, weight))
            return nn.functional.conv2d(input, weight, bias, [stride, stride], [padding, padding]);
        var output = nn.functional.conv2d(
            PadChannels(input, inputs), PadWeight(weight, outputs, inputs), null, [stride, stride], [padding, padding]);
        return AddBias(output.narrow(1, 0, outputs), bias);
    }

    /// <summary>(N, I, H, W) and a weight (I, O, k, k) to (N, O, H', W').</summary>
    public static Tensor ConvTranspose2d(Tensor input, Tensor weight, Tensor? bias, int stride, int padding)
    {
        (input, weight, bias) = Cast(input, weight, bias);
        var (inputs, outputs) = (weight.shape[0], weight.shape[1]);
        input = ChannelsLast.Of(input);
        if (outputs == 1 && stride > 1 && IsFloatOnCpu(input))
            return SingleChannel.Gather(input, weight, bias, stride, padding);
        if (!NeedsPadding(input, weight))
            return nn.functional.conv_transpose2d(input, weight, bias, [stride, stride], [padding, padding]);
        var output = nn.functional.conv_transpose2d(
            PadChannels(input, inputs), PadWeight(weight, inputs, outputs), null, [stride, stride], [padding, padding]);
        return AddBias(output.narrow(1, 0, outputs), bias);
    }

    /// <summary>(N, C, H, W) and a kernel (1, 1, k, k) of all channels to (N, C, H', W').</summary>
    public static Tensor Depthwise(Tensor input, Tensor kernel, int stride, int padding)
    {
        long channels = input.shape[1];
        input = ChannelsLast.Of(input);
        bool isPadded = channels % Block != 0 && IsPadded(input);
        var images = isPadded ? PadChannels(input, channels) : input;
        var weight = kernel.expand(images.shape[1], -1, -1, -1);
        var output = nn.functional.conv2d(
            images, weight, null, [stride, stride], [padding, padding], groups: images.shape[1]);
        return isPadded ? output.narrow(1, 0, channels) : output;
    }

    private static (Tensor Input, Tensor Weight, Tensor? Bias) Cast(Tensor input, Tensor weight, Tensor? bias) =>
        (MixedPrecision.Cast(input), MixedPrecision.Cast(weight), MixedPrecision.CastOrNull(bias));

    private static bool NeedsPadding(Tensor input, Tensor weight) =>
        (weight.shape[0] % Block != 0 || weight.shape[1] % Block != 0) && IsPadded(input);

    private static bool IsPadded(Tensor input) =>
        IsFloatOnCpu(input) && ConvolutionProbe.Path == ConvolutionPath.PaddedChannels;

    private static bool IsFloatOnCpu(Tensor input) =>
        input.device_type == DeviceType.CPU && input.dtype == ScalarType.Float32;

    private static Tensor PadChannels(Tensor images, long channels) => Missing(channels) == 0
        ? images
        : nn.functional.pad(images, [0, 0, 0, 0, 0, Missing(channels)]);

    private static Tensor PadWeight(Tensor weight, long first, long second) =>
        nn.functional.pad(weight, [0, 0, 0, 0, 0, Missing(second), 0, Missing(first)]);

    private static Tensor AddBias(Tensor output, Tensor? bias) =>
        bias is null ? ChannelsLast.Of(output) : output + bias.view(1, -1, 1, 1);

    private static long Missing(long channels) => (Block - channels % Block) % Block;
}
