using Ml.Gan.Data;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>Maps the pixel values of a column's vectors to [-1, 1].</summary>
/// <param name="Column">The column's name, for messages.</param>
/// <param name="Range">Darkest and brightest value.</param>
internal sealed record PixelScaling(string Column, (float Minimum, float Maximum) Range)
{
    /// <summary>What values are multiplied by, before <see cref="Shift"/> is added.</summary>
    public float Scale => 2 / (Range.Maximum - Range.Minimum);

    public float Shift => -Range.Minimum * Scale - 1;

    /// <exception cref="GanDataException">A value lies outside of the range.</exception>
    public void Apply(Span<float> values, long row)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] < Range.Minimum || values[i] > Range.Maximum)
                throw new GanDataException(
                    $"Row {row} of column '{Column}' has the pixel value {values[i]} at index {i}, outside of the "
                    + $"range {Range.Minimum} to {Range.Maximum}. Set Options.PixelRange to the range of the data.");
            values[i] = (values[i] - Range.Minimum) * Scale - 1;
        }
    }
}
