using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Data.Images;

/// <summary>Images in tensors, (N, C, H, W).</summary>
internal static class ImageTensors
{
    /// <summary>The values of images of whatever type and device, image by image, channel by channel.</summary>
    public static float[] ToFloats(Tensor images)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        return images.detach().to_type(ScalarType.Float32).ToFloats();
    }

    /// <summary>Number N of images, and the shape of each.</summary>
    /// <exception cref="ArgumentException">The tensor has not four dimensions.</exception>
    public static (int Count, SampleShape Shape) ShapeOf(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images.shape is [var count, var channels, var height, var width]
            ? ((int)count, new SampleShape((int)channels, (int)height, (int)width))
            : throw new ArgumentException(
                $"A batch of images has the shape (N, C, H, W), not ({string.Join(", ", images.shape)}).",
                nameof(images));
    }
}
