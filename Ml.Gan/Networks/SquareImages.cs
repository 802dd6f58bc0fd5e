using System.Numerics;
using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>The square images that convolutional networks make by doubling 4×4, or 7×7 for 28×28, some times.</summary>
internal static class SquareImages
{
    /// <summary>Pixels on a side that powers of two are doubled from.</summary>
    public const int SmallestSize = 4;

    /// <summary>How often the size is halved on the way down to 4×4 or 7×7.</summary>
    public static int Halvings(SampleShape shape) => shape.Height == 28 ? 2 : BitOperations.Log2((uint)shape.Height) - 2;

    /// <summary>Refuses other shapes, and widths below 1, in the name of a network.</summary>
    /// <exception cref="GanOptionException">The network can't be made.</exception>
    public static void Check(string network, int width, SampleShape shape)
    {
        if (width < 1)
            throw new GanOptionException("Width", $"The width of a {network} must be at least 1; it is {width}.");
        if (!shape.IsImage)
            throw new GanOptionException("Network",
                $"A {network} makes images, but the data are vectors of {shape.Length} numbers. Use the mlp network, or give the image's shape.");
        bool supported = shape.Height == 28 || (BitOperations.IsPow2(shape.Height) && shape.Height is >= 16 and <= 256);
        if (shape.Height != shape.Width || !supported)
            throw new GanOptionException("Size",
                $"A {network} makes square images of size 16, 28, 32, 64, 128 or 256; {shape.Width}×{shape.Height} is not supported. Choose one of these sizes, or the mlp network.");
        if (shape.Channels is not (1 or 3))
            throw new GanOptionException("Channels", $"A {network} makes images of 1 or 3 channels, not {shape.Channels}.");
    }
}
