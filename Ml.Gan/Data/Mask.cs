using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Data;

/// <summary>Masks of images: where the holes are that a network learns to fill (Pathak et al., 2016).</summary>
public abstract record Mask
{
    /// <summary>Name on the command line and in messages, for example <c>random-box:0.25..0.5</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Refuses images of a size that there are no such masks for.</summary>
    /// <param name="height">Their height in pixels.</param>
    /// <param name="width">Their width in pixels.</param>
    /// <exception cref="GanOptionException">The message says why.</exception>
    public abstract void Check(int height, int width);

    /// <summary>
    /// Masks (N, 1, H, W) in float32 on the CPU: 1 in the hole, of at least a pixel, and 0 elsewhere.
    /// </summary>
    /// <param name="count">How many, N.</param>
    /// <param name="height">Their height in pixels, H.</param>
    /// <param name="width">Their width in pixels, W.</param>
    /// <param name="random">What is chosen is chosen by it.</param>
    /// <exception cref="GanOptionException">There are none of this size.</exception>
    public Tensor Draw(int count, int height, int width, Generator random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(random);
        Check(height, width);
        var masks = torch.zeros([count, 1, height, width], ScalarType.Float32, CPU);
        Draw(masks, random);
        return masks;
    }

    /// <summary>Draws holes into masks of a size that was checked.</summary>
    /// <param name="masks">Zeros, (N, 1, H, W).</param>
    /// <param name="random">What is chosen is chosen by it.</param>
    protected abstract void Draw(Tensor masks, Generator random);

    /// <summary>Numbers in [0, 1), (N, <paramref name="each"/>), row by row.</summary>
    private protected static double[] Uniform(long count, int each, Generator random)
    {
        using var numbers = torch.empty([count, each], ScalarType.Float64, CPU).uniform_(0, 1, random);
        return numbers.data<double>().ToArray();
    }
}
