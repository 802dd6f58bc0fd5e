using static TorchSharp.torch;

namespace Ml.Gan.Training.Augmentations.Transforms;

/// <summary>Distances from a middle grey, scaled: images (N, C, H, W), factors (N).</summary>
internal static class Contrast
{
    /// <summary>Around each image's own mean (DiffAugment).</summary>
    public static Tensor ScaleAroundMean(Tensor images, Tensor factors)
    {
        var mean = images.mean([1, 2, 3], keepdim: true);
        return (images - mean) * factors.view(-1, 1, 1, 1) + mean;
    }

    /// <summary>Around 0, the middle of the range (ADA).</summary>
    public static Tensor ScaleAroundZero(Tensor images, Tensor factors) => images * factors.view(-1, 1, 1, 1);
}
