using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Distance of images by the L1 norm of their Laplacian pyramids (Ling and Okada, 2006; Bojanowski et al., 2018): the
/// mean absolute difference at each level, summed over the levels, so that details count as large shapes do. Images (N,
/// C, H, H) and as many others to a scalar.
/// </summary>
/// <remarks>
/// The papers' 4ʲ times the sum over the pixels of level j is the mean over the level, times the number of the image's
/// pixels. A level is the difference of the images from themselves at half the resolution, by average pooling and
/// bilinear up-sampling; the last is what is left at 4 pixels or an odd number.
/// </remarks>
internal sealed class LaplacianPyramidDistance : nn.Module<Tensor, Tensor, Tensor>
{
    private const int SmallestSize = 4;

    private readonly AveragePooling _down = new();
    private readonly BilinearUpsampling _up = new();

    /// <summary>Creates it.</summary>
    public LaplacianPyramidDistance()
        : base("laplacian_pyramid")
    {
        register_module("down", _down);
        register_module("up", _up);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor left, Tensor right)
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
