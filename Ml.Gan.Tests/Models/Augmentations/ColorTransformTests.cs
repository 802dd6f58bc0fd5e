using Ml.Gan.Models.Augmentations;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Augmentations;

/// <summary>
/// Two images of 3 channels and 2 pixels, each with its own magnitude, against numbers worked out by hand.
/// </summary>
[TestClass]
public sealed class ColorTransformTests
{
    /// <summary>Pixels (1, 2, 3) and (3, 4, 5) of mean 3, then (0, 0, 3) and (6, 0, 3) of mean 2.</summary>
    private static readonly float[] s_images = [1, 3, 2, 4, 3, 5, 0, 6, 0, 0, 3, 3];

    [TestMethod]
    public void Brightness_adds() =>
        Expect(
            [2, 4, 3, 5, 4, 6, -0.5, 5.5, -0.5, -0.5, 2.5, 2.5],
            x => ImageTransforms.ShiftBrightness(x, tensor((float[])[1, -0.5f])));

    [TestMethod]
    public void Saturation_scales_distances_from_the_gray_of_the_pixel() =>
        Expect([0, 2, 2, 4, 4, 6, 1, 3, 1, 3, 1, 3], x => ImageTransforms.ScaleSaturation(x, tensor((float[])[2, 0])));

    [TestMethod]
    public void Contrast_scales_distances_from_the_mean_of_the_image() =>
        Expect(
            [-1, 3, 1, 5, 3, 7, 1, 4, 1, 1, 2.5, 2.5],
            x => ImageTransforms.ScaleContrastAroundMean(x, tensor((float[])[2, 0.5f])));

    private static void Expect(double[] expected, Func<Tensor, Tensor> transform)
    {
        using var scope = NewDisposeScope();
        Numeric.AreClose(expected, transform(tensor(s_images, [2, 3, 1, 2])));
    }
}
