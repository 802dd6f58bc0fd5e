using static TorchSharp.torch;

namespace Ml.Gan.Training.Augmentations.Transforms;

/// <summary>Distances of a pixel's channels from their mean, scaled.</summary>
internal static class Saturation
{
    /// <summary>0 makes grey, 1 changes nothing; images (N, C, H, W), factors (N).</summary>
    public static Tensor Scale(Tensor images, Tensor factors)
    {
        var grey = images.mean([1], keepdim: true);
        return (images - grey) * factors.view(-1, 1, 1, 1) + grey;
    }
}
