using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Augmentations.Transforms;

/// <summary>A box of zeros.</summary>
internal static class Cutout
{
    /// <summary>Fills a box of each image (N, C, H, W) with zeros; what of it lies outside is cut off.</summary>
    /// <param name="images">The images.</param>
    /// <param name="top">First row of the box in each image, (N); may be negative.</param>
    /// <param name="left">First column, (N); may be negative.</param>
    /// <param name="height">Rows of the box.</param>
    /// <param name="width">Columns of the box.</param>
    public static Tensor Blank(Tensor images, Tensor top, Tensor left, long height, long width)
    {
        long[] shape = images.shape;
        var rows = Within(top, height, shape[2], images.device).view(-1, 1, shape[2], 1);
        var columns = Within(left, width, shape[3], images.device).view(-1, 1, 1, shape[3]);
        return images * rows.logical_and(columns).logical_not();
    }

    private static Tensor Within(Tensor start, long length, long size, Device device)
    {
        var offset = torch.arange(size, device: device) - start.unsqueeze(1);
        return offset.ge(0).logical_and(offset.lt(length));
    }
}
