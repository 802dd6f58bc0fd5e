using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Distance of images by the L1 norm of their Laplacian pyramids (Ling and Okada, 2006; Bojanowski et al., 2018): the
/// mean absolute difference at each level, summed over the levels, which counts details and large shapes alike, and
/// edges at the wrong place less than pixel by pixel.
/// </summary>
/// <remarks>
/// The papers' 4ʲ times the sum over the pixels of level j is the mean over the level, times the number of the image's
/// pixels. A level is the difference of the images from themselves at half the resolution, by average pooling and
/// bilinear up-sampling; the last is what is left at 4 pixels or an odd number.
/// </remarks>
internal sealed class LaplacianPyramidDistance
{
    private const int SmallestSize = 4;

    private readonly AveragePooling _down = new();
    private readonly BilinearUpsampling _up = new();

    /// <summary>The distance, a scalar, averaged over samples and channels.</summary>
    /// <param name="left">Images, (N, C, H, H).</param>
    /// <param name="right">As many.</param>
    public Tensor Between(Tensor left, Tensor right)
    {
        // A pyramid is linear: that of the difference is the difference of both.
        var rest = left - right;
        List<Tensor> levels = [];
        while (rest.shape[2] % 2 == 0 && rest.shape[2] > SmallestSize)
        {
            var half = _down.call(rest);
            levels.Add((rest - _up.call(half)).abs().mean());
            rest = half;
        }
        return levels.Aggregate(rest.abs().mean(), (sum, level) => sum + level);
    }
}
