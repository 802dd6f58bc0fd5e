using System.Globalization;
using Ml.Gan.Data.Images;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Data;

/// <summary>
/// JPEG compression (Wallace, "The JPEG Still Picture Compression Standard", 1991): images are encoded at a quality and
/// decoded again. Color is halved in height and width, as most encoders do. Deblocking learns to undo it.
/// </summary>
[CatalogEntry("images encoded as JPEG and decoded again", "Wallace, 1991",
    Argument = "the quality, 1 to 100; default 10")]
public sealed record Jpeg : Degradation, ITakesArgument<Degradation>
{
    /// <inheritdoc/>
    public override string Name => $"jpeg:{Quality}";

    /// <summary>Quality of the encoder, 1 to 100. Default 10.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public int Quality
    {
        get;
        init => field = (int)OptionValue.Require(
            value, value is >= 1 and <= 100, nameof(Degradation), "The quality of jpeg must be from 1 to 100");
    } = 10;

    /// <inheritdoc/>
    protected override void CheckChannels(int channels) => OptionValue.Require(
        channels is 1 or 3, nameof(Degradation),
        $"{Name} degrades gray and color images, of 1 or 3 channels, not of {channels}.");

    /// <inheritdoc/>
    protected override Tensor Degrade(float[] images, int count, SampleShape shape)
    {
        Parallel.For(0, count, i =>
            JpegCoding.Degrade(images.AsSpan(i * shape.Length, shape.Length), shape, Quality));
        return TensorValues.Create(images, count, shape.Channels, shape.Height, shape.Width);
    }

    Degradation ITakesArgument<Degradation>.WithArgument(string argument) =>
        int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out int quality)
            ? new Jpeg { Quality = quality }
            : throw new GanOptionException(
                nameof(Degradation), $"The quality of jpeg must be a whole number from 1 to 100, not '{argument}'.");
}
