namespace Ml.Gan.Onnx;

/// <content>What a code means.</content>
public sealed partial class OnnxGenerator
{
    /// <summary>
    /// Shows what a code means: rows of images in which it goes from one value to another while the noise and all else
    /// that is asked for stay as they are. Row i has the noise, and the codes, of image i of
    /// <see cref="Sample(int, int, GeneratorConditions?, float?)"/>.
    /// </summary>
    /// <param name="code">The code's name: c1, c2, … or, by its categories, d1, d2, ….</param>
    /// <param name="from">Its first value. Continuous codes are in [-1, 1] in training; ±2 shows more.</param>
    /// <param name="to">Its last value.</param>
    /// <param name="steps">Images in a row, 2 or more.</param>
    /// <param name="rows">Number of rows. Default 1.</param>
    /// <param name="seed">Seed of the noise. Default 1.</param>
    /// <param name="conditions">What else is asked for, for each row; null for the defaults.</param>
    /// <returns>rows·steps images, row after row.</returns>
    /// <exception cref="ArgumentException">
    /// There is no such code, or a value on the way is no category of it, or the generator does not take what is asked
    /// for.
    /// </exception>
    /// <exception cref="NotSupportedException">The generator takes no codes.</exception>
    public ImageBatch Traverse(
        string code, float from, float to, int steps, int rows = 1, int seed = 1, GeneratorConditions? conditions = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (Info.Conditions.Codes is null)
            throw new NotSupportedException($"The generator takes no codes, so '{code}' means nothing to it.");
        if (conditions?.Codes?.ContainsKey(code) == true)
            throw new ArgumentException($"The code '{code}' goes from {from} to {to}, so that it can't be given too.", nameof(conditions));
        int count = checked(rows * steps);
        _runner.RequireCount(count);
        GeneratorConditions each = Info.Conditions.Settle(conditions, rows, seed).Repeat(steps) with
        {
            Codes = new Dictionary<string, float[]> { [code] = LatentPath.Between([from], [to], steps, spherical: false) },
        };
        return Run(Noise(rows, seed, times: steps), Info.Conditions.Settle(each, count, seed), count);
    }
}
