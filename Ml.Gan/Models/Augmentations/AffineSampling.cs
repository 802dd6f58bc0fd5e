using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Augmentations;

/// <summary>
/// Images seen through an affine transform of places: bilinear interpolation between pixel centers of the image, which
/// goes on beyond its border as if mirrored there. Made of gathers, which are differentiable in the images as often as
/// one likes; libtorch's grid_sample is so once, which a gradient penalty behind it doesn't get by with.
/// </summary>
internal static class AffineSampling
{
    /// <summary>Samples images, (N, C, H, W).</summary>
    /// <param name="images">The images.</param>
    /// <param name="sources">
    /// (N, 3, 3), from the place of each pixel to the one that it is taken from, in pixels from the middle.
    /// </param>
    public static Tensor Sample(Tensor images, Tensor sources)
    {
        var (count, height, width) = (images.shape[0], images.shape[2], images.shape[3]);
        var (x, y) = Places(height, width, sources);
        var (left, top) = (x.floor(), y.floor());
        var (across, down) = ((x - left).unsqueeze(1), (y - top).unsqueeze(1));
        var pixels = images.reshape(count, -1, height * width);
        var upper = Pixel(0, 0) * (1 - across) + Pixel(1, 0) * across;
        var lower = Pixel(0, 1) * (1 - across) + Pixel(1, 1) * across;
        return (upper * (1 - down) + lower * down).view(images.shape);

        Tensor Pixel(int right, int below)
        {
            var index = Mirrored(top + below, height) * width + Mirrored(left + right, width);
            return pixels.gather(2, index.unsqueeze(1).expand(pixels.shape));
        }
    }

    /// <summary>Columns and rows, (N, H·W), that pixels are taken from, from the first pixel's center.</summary>
    private static (Tensor X, Tensor Y) Places(long height, long width, Tensor sources)
    {
        double middleX = (width - 1) / 2.0, middleY = (height - 1) / 2.0;
        var x = Line(width, middleX).unsqueeze(0).expand(height, width).reshape(-1);
        var y = Line(height, middleY).unsqueeze(1).expand(height, width).reshape(-1);
        var places = sources.matmul(torch.stack([x, y, torch.ones_like(x)]));
        return (places.select(1, 0) + middleX, places.select(1, 1) + middleY);

        Tensor Line(long size, double middle) =>
            torch.arange(size, dtype: sources.dtype, device: sources.device) - middle;
    }

    /// <summary>Whole places folded back into 0 … size − 1 at the centers of the first and the last pixel.</summary>
    private static Tensor Mirrored(Tensor places, long size)
    {
        long last = Math.Max(1, size - 1);
        var folded = places.to(ScalarType.Int64).remainder(2 * last);
        return (last - (folded - last).abs()).clamp_max(size - 1);
    }
}
