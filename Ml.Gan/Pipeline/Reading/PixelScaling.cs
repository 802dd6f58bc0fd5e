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

    /// <summary>
    /// The darkest pixels are all below it: where there are no others, they are of a smaller range. The difference of
    /// two neighboring shades of gray.
    /// </summary>
    public float Dark => Range.Minimum + (Range.Maximum - Range.Minimum) / 255;

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

/// <summary>Check whether the pixels of all rows can be of the range that they are said to be of.</summary>
internal sealed class PixelRangeCheck(PixelScaling scaling)
{
    private float _lowest = float.PositiveInfinity;
    private float _highest = float.NegativeInfinity;

    /// <summary>Notes the values of a row, as they are in the column.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            _lowest = Math.Min(_lowest, value);
            _highest = Math.Max(_highest, value);
        }
    }

    /// <summary>Refuses pixels that would all be learned as black; warns where a half of the range is empty.</summary>
    /// <exception cref="GanDataException">They are of a smaller range.</exception>
    public void Check(Action<string> warning)
    {
        var (minimum, maximum) = scaling.Range;
        string found = $"All pixel values of column '{scaling.Column}' lie within {_lowest:G4} and {_highest:G4}";
        if (_highest > minimum && _highest <= scaling.Dark)
            throw new GanDataException(
                $"{found}, so that in the range {minimum} to {maximum} of Options.PixelRange all images are black. "
                + "Set Options.PixelRange to the range of the data: (0, 1) after ExtractPixels(scaleImage: 1f / 255), "
                + "say.");
        if (minimum < 0 && maximum == -minimum && _lowest >= 0 && _highest > 0)
            warning($"{found}: none is in the darker half of the range {minimum} to {maximum} of Options.PixelRange. "
                + $"If black is 0, set it to (0, {maximum}).");
    }
}
