using static TorchSharp.torch;

namespace Ml.Gan.Training.Augmentations.Transforms;

/// <summary>A rotation by 90°, 180° or 270°.</summary>
internal static class QuarterTurn
{
    /// <summary>
    /// Turns each image (N, C, H, W) anticlockwise by its number (N) of quarters, 0 to 3; 0 and 2 alone where H ≠ W.
    /// </summary>
    public static Tensor Turn(Tensor images, Tensor quarters)
    {
        var turns = quarters.view(-1, 1, 1, 1);
        images = images.flip(2, 3).where(turns.ge(2), images);
        return images.shape[2] == images.shape[3]
            ? images.transpose(2, 3).flip(2).where(turns.remainder(2).eq(1), images)
            : images;
    }
}
