using System.Globalization;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Data;

/// <summary>
/// Holes that are boxes (Iizuka et al., 2017): height and width are each a share of the image's, every whole number of
/// pixels in a range as likely, anywhere inside the image, every place as likely.
/// </summary>
[CatalogEntry("a box anywhere, its height and width each a share of the image's", "Iizuka et al., 2017",
    Argument = "the least and the greatest share; default 0.25..0.5")]
public sealed record RandomBox : Mask, ITakesArgument<Mask>
{
    private const double Rounding = 1e-9;

    /// <summary>Boxes of a quarter to a half of the image's height and width.</summary>
    public RandomBox()
        : this(0.25, 0.5)
    {
    }

    /// <summary>Boxes.</summary>
    /// <param name="low">The least share of the image's height and width, above 0.</param>
    /// <param name="high">The greatest, at least <paramref name="low"/>, at most 1.</param>
    /// <exception cref="GanOptionException">A share is out of range.</exception>
    public RandomBox(double low, double high)
    {
        OptionValue.Require(low > 0 && low <= high && high <= 1, nameof(Mask), string.Create(
            CultureInfo.InvariantCulture,
            $"The shares of random-box must be above 0, at most 1, and the least first; they are {low} and {high}."));
        (Low, High) = (low, high);
    }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"random-box:{Low}..{High}");

    /// <summary>The least share of the image's height and width.</summary>
    public double Low { get; }

    /// <summary>The greatest share.</summary>
    public double High { get; }

    /// <inheritdoc/>
    public override void Check(int height, int width)
    {
        foreach (int side in (int[])[height, width])
            OptionValue.Require(Least(side) <= Most(side), nameof(Mask), string.Create(
                CultureInfo.InvariantCulture,
                $"No whole number of pixels is {Low} to {High} of {side}, a side of images of {width}×{height}. Give "
                + $"random-box a wider range."));
    }

    /// <inheritdoc/>
    protected override void Draw(Tensor masks, Generator random)
    {
        var (count, height, width) = (masks.shape[0], (int)masks.shape[2], (int)masks.shape[3]);
        double[] numbers = Uniform(count, each: 4, random);
        var pixels = masks.AsFloats();
        for (int i = 0; i < count; i++)
        {
            var chosen = numbers.AsSpan(4 * i, 4);
            int rows = Chosen(Least(height), Most(height), chosen[0]);
            int columns = Chosen(Least(width), Most(width), chosen[1]);
            new Box(Chosen(0, height - rows, chosen[2]), Chosen(0, width - columns, chosen[3]), rows, columns)
                .Fill(pixels.Slice(i * height * width, height * width), width);
        }
    }

    Mask ITakesArgument<Mask>.WithArgument(string argument) =>
        argument.Split("..") is [var low, var high]
            ? new RandomBox(Share(low), Share(high))
            : throw new GanOptionException(
                nameof(Mask), $"The shares of random-box are given as 0.25..0.5, not '{argument}'.");

    private static double Share(string text) => OptionValue.Parse(text, nameof(Mask), "A share of random-box");

    private int Least(int side) => Math.Max(1, (int)Math.Ceiling((Low * side) - Rounding));

    private int Most(int side) => (int)Math.Floor((High * side) + Rounding);

    private static int Chosen(int least, int most, double number) => least + (int)(number * (most - least + 1));
}

/// <summary>A box in an image.</summary>
/// <param name="Top">Its first row.</param>
/// <param name="Left">Its first column.</param>
/// <param name="Rows">Its height in pixels.</param>
/// <param name="Columns">Its width in pixels.</param>
internal readonly record struct Box(int Top, int Left, int Rows, int Columns)
{
    /// <summary>Makes its pixels 1.</summary>
    /// <param name="pixels">An image of one channel.</param>
    /// <param name="width">The image's width.</param>
    public void Fill(Span<float> pixels, int width)
    {
        for (int y = Top; y < Top + Rows; y++)
            pixels.Slice((y * width) + Left, Columns).Fill(1);
    }
}
