using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Augmentations;

/// <summary>
/// Geometric changes of N images that adaptive augmentation has drawn (ADA: Karras et al., 2020), in the order in which
/// they are made; (N) each, with 0 for no change but of the scales, where it is 1.
/// </summary>
/// <param name="Flip">1 for mirrored images.</param>
/// <param name="Angle">Radians of quarter turns.</param>
/// <param name="Right">Whole columns to the right.</param>
/// <param name="Down">Whole rows down.</param>
/// <param name="Scale">Isotropic scale.</param>
/// <param name="FirstAngle">Radians before the anisotropic scale.</param>
/// <param name="Stretch">Anisotropic scale: that of x, and 1 by that of y.</param>
/// <param name="SecondAngle">Radians after it.</param>
/// <param name="PartRight">Columns to the right, and parts of them.</param>
/// <param name="PartDown">Rows down, and parts of them.</param>
internal sealed record GeometricChanges(
    Tensor Flip, Tensor Angle, Tensor Right, Tensor Down, Tensor Scale, Tensor FirstAngle, Tensor Stretch,
    Tensor SecondAngle, Tensor PartRight, Tensor PartDown)
{
    private const double ScaleOctaves = 0.2, PartOfSize = 0.125;

    /// <summary>Draws changes, each with the same probability; of the two turns together it is that too.</summary>
    /// <param name="draws">Source of random numbers.</param>
    /// <param name="count">N.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns.</param>
    /// <param name="probability">p.</param>
    public static GeometricChanges Draw(
        SampleDraws draws, long count, long height, long width, double probability)
    {
        double turning = 1 - Math.Sqrt(1 - probability);
        var flip = draws.Integer(count, 0, 1) * draws.Chance(count, probability);
        // Oblong images are turned upside down, not on their sides.
        var quarters = height == width ? draws.Integer(count, 0, 3) : 2 * draws.Integer(count, 0, 1);
        var angle = quarters * draws.Chance(count, probability) * (Math.PI / 2);
        var moves = draws.Chance(count, probability);
        var (down, right) = (Whole(height) * moves, Whole(width) * moves);
        var scale = Octaves();
        var firstAngle = Turn();
        var stretch = Octaves();
        var secondAngle = Turn();
        var shifts = draws.Chance(count, probability);
        return new GeometricChanges(
            flip, angle, right, down, scale, firstAngle, stretch, secondAngle,
            PartRight: draws.Normal(count, PartOfSize * width) * shifts,
            PartDown: draws.Normal(count, PartOfSize * height) * shifts);

        Tensor Whole(long size)
        {
            long most = (long)Math.Round(size * PartOfSize);
            return draws.Integer(count, -most, most);
        }

        Tensor Octaves() => (draws.Normal(count, ScaleOctaves) * draws.Chance(count, probability)).exp2();

        Tensor Turn() => draws.Uniform(count, -Math.PI, Math.PI) * draws.Chance(count, turning);
    }

    /// <summary>
    /// (N, 3, 3), from the place of each changed pixel to the one that it is taken from
    /// (<see cref="AffineSampling"/>).
    /// </summary>
    public Tensor Sources()
    {
        Tensor[] inverses =
        [
            Homogeneous.Scale(1 - 2 * Flip.to_type(ScalarType.Float32), torch.ones_like(Scale)),
            Homogeneous.Rotate(-Angle),
            Homogeneous.Translate(-Right.to_type(ScalarType.Float32), -Down.to_type(ScalarType.Float32)),
            Homogeneous.Scale(1 / Scale, 1 / Scale),
            Homogeneous.Rotate(-FirstAngle),
            Homogeneous.Scale(1 / Stretch, Stretch),
            Homogeneous.Rotate(-SecondAngle),
            Homogeneous.Translate(-PartRight, -PartDown),
        ];
        return inverses.Aggregate((product, next) => product.matmul(next));
    }
}
