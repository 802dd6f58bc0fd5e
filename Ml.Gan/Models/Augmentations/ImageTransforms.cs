using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Augmentations;

/// <summary>Transforms of images, (N, C, H, W), each image by its own numbers, (N); differentiable.</summary>
internal static class ImageTransforms
{
    /// <summary>Brightness: x + b.</summary>
    public static Tensor ShiftBrightness(Tensor images, Tensor by) => images + by.view(-1, 1, 1, 1);

    /// <summary>Contrast around each image's own mean (DiffAugment: Zhao et al., 2020).</summary>
    public static Tensor ScaleContrastAroundMean(Tensor images, Tensor factors)
    {
        var mean = images.mean([1, 2, 3], keepdim: true);
        return (images - mean) * factors.view(-1, 1, 1, 1) + mean;
    }

    /// <summary>Saturation: 0 makes gray, 1 changes nothing.</summary>
    public static Tensor ScaleSaturation(Tensor images, Tensor factors)
    {
        var gray = images.mean([1], keepdim: true);
        return (images - gray) * factors.view(-1, 1, 1, 1) + gray;
    }

    /// <summary>Horizontal flip of the images for which the condition, (N), holds.</summary>
    public static Tensor FlipHorizontally(Tensor images, Tensor condition) =>
        images.flip(3).where(condition.view(-1, 1, 1, 1), images);

    /// <summary>
    /// Translation by whole pixels down and to the right; the numbers may be negative.
    /// </summary>
    /// <param name="images">The images.</param>
    /// <param name="down">Rows, fewer than H.</param>
    /// <param name="right">Columns, fewer than W.</param>
    /// <param name="mirror">
    /// Whether the image, mirrored at the border, enters, rather than zeros. Default false.
    /// </param>
    public static Tensor Translate(Tensor images, Tensor down, Tensor right, bool mirror = false) =>
        Translate(Translate(images, down, dimension: 2, mirror), right, dimension: 3, mirror);

    /// <summary>Cutout: a box of zeros; what of it lies outside is cut off.</summary>
    /// <param name="images">The images.</param>
    /// <param name="top">First row of the box in each image; may be negative.</param>
    /// <param name="left">First column; may be negative.</param>
    /// <param name="height">Rows of the box.</param>
    /// <param name="width">Columns of the box.</param>
    public static Tensor CutOut(Tensor images, Tensor top, Tensor left, long height, long width)
    {
        long[] shape = images.shape;
        var rows = Within(top, height, shape[2], images.device).view(-1, 1, shape[2], 1);
        var columns = Within(left, width, shape[3], images.device).view(-1, 1, 1, shape[3]);
        return images * rows.logical_and(columns).logical_not();
    }

    private static Tensor Translate(Tensor images, Tensor by, int dimension, bool mirror)
    {
        long[] shape = images.shape;
        long last = shape[dimension] - 1;
        long[] across = [shape[0], 1, dimension == 2 ? last + 1 : 1, dimension == 3 ? last + 1 : 1];
        var source = torch.arange(last + 1, device: images.device) - by.unsqueeze(1);
        var inside = mirror ? last - (last - source.abs()).abs() : source.clamp(0, last);
        var moved = images.gather(dimension, inside.view(across).expand(shape));
        return mirror ? moved : moved * inside.eq(source).view(across);
    }

    private static Tensor Within(Tensor start, long length, long size, Device device)
    {
        var offset = torch.arange(size, device: device) - start.unsqueeze(1);
        return offset.ge(0).logical_and(offset.lt(length));
    }
}
