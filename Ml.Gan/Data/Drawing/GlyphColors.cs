namespace Ml.Gan.Data.Drawing;

/// <summary>
/// Colors of the ten digits: bright ones of evenly spread hues, on dark grounds of the opposite hues.
/// </summary>
internal static class GlyphColors
{
    private static readonly (float[] Fill, float[] Ground)[] s_colors = [.. Enumerable.Range(0, DigitShapes.Count)
        .Select(digit => 360f * digit / DigitShapes.Count)
        .Select(hue => (FromHsv(hue, 0.85f, 1), FromHsv(hue + 180, 0.7f, 0.4f)))];

    private static readonly (float[] Fill, float[] Ground)[] s_grays =
        [.. s_colors.Select(color => (Luma(color.Fill), Luma(color.Ground)))];

    /// <summary>Bytes of a digit's colors, one for each channel; of one channel, the luma.</summary>
    public static (float[] Fill, float[] Ground) Of(int digit, int channels) =>
        (channels == 1 ? s_grays : s_colors)[digit];

    private static float[] Luma(float[] color) => [0.299f * color[0] + 0.587f * color[1] + 0.114f * color[2]];

    /// <summary>Red, green and blue, 0 to 255, of a hue in degrees, a saturation and a value, 0 to 1.</summary>
    private static float[] FromHsv(float hue, float saturation, float value) =>
    [
        .. new[] { 5, 3, 1 }.Select(offset => (offset + hue / 60) % 6)
            .Select(k => MathF.Round(255 * value * (1 - saturation * Math.Clamp(Math.Min(k, 4 - k), 0, 1)))),
    ];
}
