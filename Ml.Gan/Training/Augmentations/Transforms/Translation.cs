using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Augmentations.Transforms;

/// <summary>A shift by whole pixels.</summary>
internal static class Translation
{
    /// <summary>Moves each image (N, C, H, W) down and to the right by its numbers (N), which may be negative.</summary>
    /// <param name="images">The images.</param>
    /// <param name="down">Rows, fewer than H.</param>
    /// <param name="right">Columns, fewer than W.</param>
    /// <param name="mirror">Whether the image, mirrored at the border, enters, rather than zeros.</param>
    public static Tensor Move(Tensor images, Tensor down, Tensor right, bool mirror) =>
        Move(Move(images, down, dimension: 2, mirror), right, dimension: 3, mirror);

    private static Tensor Move(Tensor images, Tensor by, int dimension, bool mirror)
    {
        long[] shape = images.shape;
        long last = shape[dimension] - 1;
        long[] across = [shape[0], 1, dimension == 2 ? last + 1 : 1, dimension == 3 ? last + 1 : 1];
        var source = torch.arange(last + 1, device: images.device) - by.unsqueeze(1);
        var inside = mirror ? last - (last - source.abs()).abs() : source.clamp(0, last);
        var moved = images.gather(dimension, inside.view(across).expand(shape));
        return mirror ? moved : moved * inside.eq(source).view(across);
    }
}
