using System.Numerics;
using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>The square images that convolutional networks make by doubling 4×4, or 7×7 for 28×28, some times.</summary>
internal static class SquareImages
{
    /// <summary>Pixels on a side that powers of two are doubled from.</summary>
    public const int SmallestSize = 4;

    /// <summary>How often the size is halved on the way down to 4×4 or 7×7.</summary>
    public static int Halvings(SampleShape shape) =>
        shape.Height == 28 ? 2 : BitOperations.Log2((uint)shape.Height) - 2;

    /// <summary>Refuses other shapes, and widths below 1, in the name of a network.</summary>
    /// <param name="network">The network's name.</param>
    /// <param name="width">Its width.</param>
    /// <param name="shape">What it is to make.</param>
    /// <param name="smallest">The smallest power of two that it makes. Default 16.</param>
    /// <param name="largest">The largest power of two that it makes. Default 256.</param>
    /// <exception cref="GanOptionException">The network can't be made.</exception>
    public static void Check(string network, int width, SampleShape shape, int smallest = 16, int largest = 256)
    {
        if (width < 1)
            throw new GanOptionException("Width", $"The width of a {network} must be at least 1; it is {width}.");
        if (!shape.IsImage)
            throw new GanOptionException("Network",
                $"A {network} makes images, but the data are vectors of {shape.Length} numbers. Use the mlp network, "
                + "or give the image's shape.");
        int[] sizes = [.. PowersOfTwo(smallest, largest).Append(28).Order()];
        if (shape.Height != shape.Width || !sizes.Contains(shape.Height))
            throw new GanOptionException("Size",
                $"A {network} makes square images of size {string.Join(", ", sizes[..^1])} or {sizes[^1]}; "
                + $"{shape.Width}×{shape.Height} is not supported. Choose one of these sizes, or the mlp network.");
        if (shape.Channels is not (1 or 3))
            throw new GanOptionException(
                "Channels", $"A {network} makes images of 1 or 3 channels, not {shape.Channels}.");
    }

    private static IEnumerable<int> PowersOfTwo(int smallest, int largest)
    {
        for (int size = smallest; size <= largest; size *= 2)
            yield return size;
    }
}
