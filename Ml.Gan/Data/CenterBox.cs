using System.Globalization;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Data;

/// <summary>Holes in the middle of images, of a share of their height and width (Pathak et al., 2016).</summary>
[CatalogEntry("a box in the middle", "Pathak et al., 2016",
    Argument = "its share of the image's height and width; default 0.5")]
public sealed record CenterBox : Mask, ITakesArgument<Mask>
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"center-box:{Share}");

    /// <summary>Height and width of the hole by those of the image, above 0, at most 1. Default 0.5.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Share
    {
        get;
        init => field = OptionValue.Require(
            value, value is > 0 and <= 1, nameof(Mask), "The share of center-box must be above 0, at most 1");
    } = 0.5;

    /// <summary>Nothing is refused.</summary>
    public override void Check(int height, int width)
    {
    }

    /// <inheritdoc/>
    protected override void Draw(Tensor masks, Generator random)
    {
        var (height, width) = ((int)masks.shape[2], (int)masks.shape[3]);
        int rows = Pixels(height), columns = Pixels(width);
        var box = new Box((height - rows) / 2, (width - columns) / 2, rows, columns);
        var pixels = masks.AsFloats();
        for (int start = 0; start < pixels.Length; start += height * width)
            box.Fill(pixels.Slice(start, height * width), width);
    }

    Mask ITakesArgument<Mask>.WithArgument(string argument) =>
        new CenterBox { Share = OptionValue.Parse(argument, nameof(Mask), "The share of center-box") };

    private int Pixels(int side) => Math.Max(1, (int)Math.Round(Share * side));
}
