using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Convolutions between images of a single channel and feature maps, as one product of matrices: oneDNN pads the
/// channel to a block of 8, so most of what it multiplies are zeros, and computes some of them wrongly where a
/// processor hides its caches. Differentiable twice.
/// </summary>
internal static class SingleChannel
{
    /// <summary>(N, 1, H, W) and a weight (O, 1, k, k) to (N, O, H', W'), channels last.</summary>
    public static Tensor Spread(Tensor image, Tensor weight, Tensor? bias, int stride, int padding)
    {
        var (outputs, kernel) = (weight.shape[0], weight.shape[2]);
        long Convolved(long size) => (size + 2 * padding - kernel) / stride + 1;
        var patches = nn.functional.unfold(image, kernel, 1, padding, stride).transpose(1, 2);
        return nn.functional.linear(patches, weight.view(outputs, -1), bias)
            .view(-1, Convolved(image.shape[2]), Convolved(image.shape[3]), outputs).permute(0, 3, 1, 2);
    }

    /// <summary>(N, I, H, W) and a weight (I, 1, k, k) to (N, 1, H', W'), the transposed convolution.</summary>
    public static Tensor Gather(Tensor maps, Tensor weight, Tensor? bias, int stride, int padding)
    {
        var (inputs, kernel, height, width) = (weight.shape[0], weight.shape[2], maps.shape[2], maps.shape[3]);
        long Enlarged(long size) => (size - 1) * stride - 2 * padding + kernel;
        var patches = maps.permute(0, 2, 3, 1).reshape(-1, inputs).matmul(weight.view(inputs, -1))
            .view(-1, height * width, kernel * kernel).transpose(1, 2);
        var image = nn.functional.fold(
            patches, (Enlarged(height), Enlarged(width)), (kernel, kernel), (1, 1), (padding, padding),
            (stride, stride));
        return bias is null ? image : image + bias;
    }
}
