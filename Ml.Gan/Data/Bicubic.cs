using System.Globalization;
using Ml.Gan.Data.Images;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Data;

/// <summary>
/// Bicubic reduction, antialiased: cubic convolution (Keys, "Cubic Convolution Interpolation for Digital Image
/// Processing", 1981; a = −0.5) with a kernel that is stretched by the factor, on the encoded values; beyond the border
/// there is nothing, so that weights there are scaled to a sum of 1. Super-resolution learns to undo it.
/// </summary>
[CatalogEntry("images made smaller by antialiased bicubic interpolation", "Keys, 1981",
    Argument = "the factor, 2 or 4; default 4")]
public sealed record Bicubic : Degradation, ITakesArgument<Degradation>
{
    /// <summary>A reduction by 4.</summary>
    public Bicubic()
        : this(4)
    {
    }

    /// <summary>A reduction.</summary>
    /// <param name="factor">How many times smaller images become: 2 or 4.</param>
    /// <exception cref="GanOptionException">It is another number.</exception>
    public Bicubic(int factor)
        : base((int)OptionValue.Require(
            factor, factor is 2 or 4, nameof(Degradation), "The factor of bicubic must be 2 or 4"))
    {
    }

    /// <inheritdoc/>
    public override string Name => $"bicubic:{Factor}";

    /// <summary>
    /// Images that are larger by bicubic interpolation, (N, C, F·H, F·W) in float32 on the CPU, cut off to [-1, 1] and
    /// not rounded: what super-resolution is compared with.
    /// </summary>
    /// <param name="images">Images (N, C, H, W) in [-1, 1], on whatever device.</param>
    /// <param name="factor">How many times higher and wider, F, at least 1.</param>
    public static Tensor Enlarge(Tensor images, int factor)
    {
        var (count, shape) = ImageTensors.ShapeOf(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        var larger = shape with { Height = shape.Height * factor, Width = shape.Width * factor };
        return Resized(ImageTensors.ToFloats(images), count, shape, larger, rounds: false);
    }

    /// <inheritdoc/>
    protected override Tensor Degrade(float[] images, int count, SampleShape shape) =>
        Resized(images, count, shape, Check(shape), rounds: true);

    private static Tensor Resized(float[] images, int count, SampleShape from, SampleShape to, bool rounds)
    {
        var (rows, columns) = (new CubicAxis(from.Height, to.Height), new CubicAxis(from.Width, to.Width));
        var (source, target) = (from.Height * from.Width, to.Height * to.Width);
        float[] resized = new float[count * to.Length];
        Parallel.For(0, count * to.Channels, plane =>
        {
            var values = resized.AsSpan(plane * target, target);
            CubicAxis.Resize(rows, columns, images.AsSpan(plane * source, source), values);
            foreach (ref float value in values)
                value = rounds ? PixelScale.ToFloat(PixelScale.ToByte(value)) : Math.Clamp(value, -1, 1);
        });
        return TensorValues.Create(resized, count, to.Channels, to.Height, to.Width);
    }

    Degradation ITakesArgument<Degradation>.WithArgument(string argument) =>
        int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out int factor)
            ? new Bicubic(factor)
            : throw new GanOptionException(
                nameof(Degradation), $"The factor of bicubic must be 2 or 4, not '{argument}'.");
}
