using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;

namespace Microsoft.ML.Transforms.Image;

/// <summary>The colours of a vector in their order, each with its place among a pixel's bytes.</summary>
static class ColorPlanes
{
    /// <summary>The colours that are there, in their order.</summary>
    public static ColorBits[] Of(ColorBits colors, ColorsOrder order)
    {
        if ((colors & ColorBits.All) == 0 || (colors & ~ColorBits.All) != 0)
            throw new ArgumentException(
                $"There must be at least one of the colours Alpha, Red, Green, Blue; given is {colors}.",
                nameof(colors));
        if (!Enum.IsDefined(order)) throw new ArgumentOutOfRangeException(
            nameof(order), order, "There is no such order of colours.");
        return order.ToString().Select(BitOf).Where(bit => colors.HasFlag(bit)).ToArray();
    }

    /// <summary>Where a colour's byte is in a pixel of the image.</summary>
    public static int PlaceIn(MLImage image, ColorBits color) => color switch
    {
        ColorBits.Red => image.RedAt,
        ColorBits.Green => 1,
        ColorBits.Blue => image.BlueAt,
        _ => 3,
    };

    static ColorBits BitOf(char letter) => letter switch
    {
        'A' => ColorBits.Alpha,
        'R' => ColorBits.Red,
        'G' => ColorBits.Green,
        _ => ColorBits.Blue,
    };
}
