using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Augmentations;

/// <summary>
/// Matrices of transforms in homogeneous coordinates, (N, d + 1, d + 1), one for each image: d = 2 for places (x, y) in
/// pixels from the middle of the image, x to the right and y down, d = 3 for colors (r, g, b).
/// </summary>
internal static class Homogeneous
{
    /// <summary>The unit vector that gray colors lie along, of 4 numbers.</summary>
    private static readonly float[] s_luma =
        [1 / MathF.Sqrt(3), 1 / MathF.Sqrt(3), 1 / MathF.Sqrt(3), 0];

    /// <summary>Each coordinate scaled by its own factors, (N) each.</summary>
    public static Tensor Scale(params Tensor[] factors) =>
        torch.stack([.. factors, torch.ones_like(factors[0])], 1).diag_embed();

    /// <summary>Each coordinate moved by its own offsets, (N) each.</summary>
    public static Tensor Translate(params Tensor[] offsets)
    {
        var (zero, size) = (torch.zeros_like(offsets[0]), offsets.Length + 1);
        var last = torch.stack([.. offsets, zero], 1).unsqueeze(2);
        return Identity(zero, size) + nn.functional.pad(last, [size - 1, 0]);
    }

    /// <summary>A turn of places clockwise, as y goes down, by angles in radians, (N).</summary>
    public static Tensor Rotate(Tensor angles)
    {
        var (sine, cosine, zero) = (angles.sin(), angles.cos(), torch.zeros_like(angles));
        return Matrix([cosine, -sine, zero], [sine, cosine, zero], [zero, zero, zero + 1]);
    }

    /// <summary>Turns of hue: of colors around the gray axis, by angles in radians, (N) (Rodrigues' formula).</summary>
    public static Tensor RotateHue(Tensor angles)
    {
        var (sine, cosine) = ((angles.sin() / Math.Sqrt(3)).view(-1, 1, 1), angles.cos().view(-1, 1, 1));
        float[] cross = [0, -1, 1, 0, 1, 0, -1, 0, -1, 1, 0, 0, 0, 0, 0, 0];
        return Identity(angles, 4) * cosine + Luma(angles) * (1 - cosine) + Constant(angles, cross) * sine
            + Corner(angles) * (1 - cosine);
    }

    /// <summary>Reflection of luma, where <paramref name="flips"/>, (N), is 1: gray x becomes −x, hues stay.</summary>
    public static Tensor FlipLuma(Tensor flips) => Identity(flips, 4) - Luma(flips) * (2 * flips).view(-1, 1, 1);

    /// <summary>Saturations scaled by factors, (N): distances from the gray axis.</summary>
    public static Tensor Saturate(Tensor factors)
    {
        var factor = factors.view(-1, 1, 1);
        return Luma(factors) + Corner(factors) + (Identity(factors, 4) - Luma(factors) - Corner(factors)) * factor;
    }

    private static Tensor Luma(Tensor like) =>
        Constant(like, [.. s_luma.SelectMany(row => s_luma.Select(column => row * column))]);

    /// <summary>1 at the end of the diagonal, the homogeneous coordinate's.</summary>
    private static Tensor Corner(Tensor like) => Constant(like, [.. new float[15], 1]);

    private static Tensor Constant(Tensor like, float[] values) =>
        torch.tensor(values, [1, 4, 4], like.dtype, like.device);

    private static Tensor Identity(Tensor like, int size) =>
        torch.eye(size, dtype: like.dtype, device: like.device).unsqueeze(0).expand(like.shape[0], size, size);

    private static Tensor Matrix(params Tensor[][] rows) =>
        torch.stack([.. rows.Select(row => torch.stack(row, 1))], 1);
}
