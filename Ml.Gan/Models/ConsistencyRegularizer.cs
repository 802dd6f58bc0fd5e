using Ml.Gan.Models.Augmentations;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Consistency regularization at work in one training (Zhang et al., 2020; of generated images too: Zhao et al., 2021):
/// D is to say the same of images and of what T makes of them.
/// </summary>
/// <param name="weight">λ, above 0.</param>
/// <param name="random">Source of random numbers, on the CPU; stays the caller's.</param>
/// <param name="device">Where the images are.</param>
/// <param name="largestMove">Share of height and width that T moves an image by at most.</param>
internal sealed class ConsistencyRegularizer(
    double weight, Generator random, Device device, double largestMove = 1.0 / 8)
{
    private readonly SampleDraws _draws = new(random, device);

    /// <summary>λE(D(x) − D(T(x)))².</summary>
    /// <param name="images">Images as D sees them, (N, C, H, W), packs among them.</param>
    /// <param name="outputs">D of them, (N).</param>
    /// <param name="discriminator">D.</param>
    public Tensor Loss(Tensor images, Tensor outputs, Func<Tensor, Tensor> discriminator) =>
        (outputs - discriminator(Transform(images))).square().mean() * weight;

    private Tensor Transform(Tensor images)
    {
        long count = images.shape[0];
        images = ImageTransforms.FlipHorizontally(images, _draws.Chance(count, 0.5));
        return ImageTransforms.Translate(images, Moves(2), Moves(3), mirror: true);

        Tensor Moves(int dimension)
        {
            long most = (long)Math.Round(images.shape[dimension] * largestMove);
            return _draws.Integer(count, -most, most);
        }
    }
}
