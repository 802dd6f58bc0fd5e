using static TorchSharp.torch;

namespace Ml.Gan.Training.Augmentations.Transforms;

/// <summary>Left and right exchanged.</summary>
internal static class HorizontalFlip
{
    /// <summary>Mirrors the images (N, C, H, W) for which the condition (N) holds.</summary>
    public static Tensor Flip(Tensor images, Tensor condition) => images.flip(3).where(condition.view(-1, 1, 1, 1), images);
}
