using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

/// <summary>
/// Mean width of the strokes of gray images in white on black: a stroke of length L and width w has the area w·L and a
/// contour of 2·L, so that w is twice the area by the contour's length. The latter is the total variation of the image,
/// whatever its edges' blur.
/// </summary>
internal static class StrokeWidth
{
    /// <summary>
    /// Width, relative to the image's, below which <c>builtin:thin</c> is and above which <c>builtin:bold</c> is.
    /// </summary>
    public const double Boundary = 0.088;

    /// <summary>The width of an image's strokes, relative to the image's.</summary>
    /// <param name="image">H·W values in [-1, 1], row by row.</param>
    /// <param name="shape">Shape of the image, of one channel.</param>
    public static double Of(ReadOnlySpan<float> image, SampleShape shape)
    {
        double area = 0, contour = 0;
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
            {
                double value = Ink(image, shape, y, x);
                area += value;
                double right = Ink(image, shape, y, x + 1) - value, down = Ink(image, shape, y + 1, x) - value;
                contour += Math.Sqrt(right * right + down * down);
            }
        }
        return 2 * area / contour / shape.Width;
    }

    private static double Ink(ReadOnlySpan<float> image, SampleShape shape, int y, int x) =>
        y < shape.Height && x < shape.Width ? (image[y * shape.Width + x] + 1) / 2 : 0;
}
