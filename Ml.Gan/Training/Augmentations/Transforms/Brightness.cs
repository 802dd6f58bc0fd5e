using static TorchSharp.torch;

namespace Ml.Gan.Training.Augmentations.Transforms;

/// <summary>x + b.</summary>
internal static class Brightness
{
    /// <summary>Adds a number of its own to each image; images (N, C, H, W), numbers (N).</summary>
    public static Tensor Shift(Tensor images, Tensor by) => images + by.view(-1, 1, 1, 1);
}
