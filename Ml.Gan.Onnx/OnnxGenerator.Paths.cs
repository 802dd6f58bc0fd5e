namespace Ml.Gan.Onnx;

/// <content>Images on the way from one latent, condition or code to another.</content>
public sealed partial class OnnxGenerator
{
    /// <summary>Makes images on the way from one latent to another, both included.</summary>
    /// <param name="from">z numbers.</param>
    /// <param name="to">z numbers.</param>
    /// <param name="steps">How many images, 2 or more.</param>
    /// <param name="spherical">
    /// Along the great circle, which keeps the length typical of normal latents (White 2016); otherwise along the
    /// straight line. Default true.
    /// </param>
    /// <exception cref="ArgumentException">A latent has not z numbers, or there are fewer than 2 steps.</exception>
    /// <exception cref="NotSupportedException">The model makes its noise itself.</exception>
    /// <exception cref="ObjectDisposedException">The generator has been disposed of.</exception>
    public ImageBatch Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, int steps, bool spherical = true) =>
        Interpolate(from, to, steps, null, null, spherical);

    /// <summary>
    /// Makes images on the way from one latent and condition to another, all included. Vectors and codes go along
    /// straight lines; there is nothing between two labels, so that both ends need the same.
    /// </summary>
    /// <param name="from">z numbers.</param>
    /// <param name="to">
    /// z numbers; those of <paramref name="from"/> again where only the condition should change.
    /// </param>
    /// <param name="steps">How many images, 2 or more.</param>
    /// <param name="first">What the first image is asked for by; null for the defaults: the first class.</param>
    /// <param name="last">The same for the last image; null, the default, as for the first.</param>
    /// <param name="spherical">As above; for latents alone.</param>
    /// <param name="truncation">
    /// As for <see cref="Generate(ReadOnlySpan{float}, GeneratorConditions?, float?)"/>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// As above; or the generator does not take what is asked for, or the ends have different labels.
    /// </exception>
    /// <exception cref="NotSupportedException">The model makes its noise itself.</exception>
    /// <exception cref="ObjectDisposedException">The generator has been disposed of.</exception>
    public ImageBatch Interpolate(
        ReadOnlySpan<float> from,
        ReadOnlySpan<float> to,
        int steps,
        GeneratorConditions? first,
        GeneratorConditions? last = null,
        bool spherical = true,
        float? truncation = null)
    {
        using var call = _guard.Begin();
        _noise.RequireLatents();
        if (from.Length != Info.LatentSize || to.Length != Info.LatentSize)
            throw new ArgumentException(
                $"The generator takes latents of {Info.LatentSize} numbers; got {from.Length} and {to.Length}.");
        float[] latents = LatentPath.Between(from, to, steps, spherical);
        var start = Info.Conditions.Settle(first, 1, DefaultSeed);
        var end = Info.Conditions.Settle(last ?? first, 1, DefaultSeed);
        return Generate(latents, GeneratorConditions.Between(start, end, steps), truncation);
    }

    /// <summary>
    /// Shows what a code means: rows of images in which it goes from one value to another while the noise and all else
    /// that is asked for stay as they are. Row i has the noise, and the codes, of image i of
    /// <see cref="Sample(int, int, GeneratorConditions?, float?, int)"/>.
    /// </summary>
    /// <param name="code">The code's name: c1, c2, … or, by its categories, d1, d2, ….</param>
    /// <param name="from">Its first value. Continuous codes are in [-1, 1] in training; ±2 shows more.</param>
    /// <param name="to">Its last value.</param>
    /// <param name="steps">Images in a row, 2 or more.</param>
    /// <param name="rows">Number of rows. Default 1.</param>
    /// <param name="seed">Seed of the noise. Default 1.</param>
    /// <param name="conditions">What else is asked for, for each row; null for the defaults.</param>
    /// <param name="truncation">As for <see cref="Sample(int, int, GeneratorConditions?, float?, int)"/>.</param>
    /// <returns>rows·steps images, row after row.</returns>
    /// <exception cref="ArgumentException">
    /// There is no such code, or a value on the way is no category of it, or the generator does not take what is asked
    /// for.
    /// </exception>
    /// <exception cref="NotSupportedException">The generator takes no codes.</exception>
    /// <exception cref="ObjectDisposedException">The generator has been disposed of.</exception>
    public ImageBatch Traverse(
        string code,
        float from,
        float to,
        int steps,
        int rows = 1,
        int seed = 1,
        GeneratorConditions? conditions = null,
        float? truncation = null)
    {
        using var call = _guard.Begin();
        ArgumentNullException.ThrowIfNull(code);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (Info.Conditions.Codes is null)
            throw new NotSupportedException($"The generator takes no codes, so '{code}' means nothing to it.");
        if (conditions?.Codes?.ContainsKey(code) == true)
            throw new ArgumentException(
                $"The code '{code}' goes from {from} to {to}, so that it can't be given too.", nameof(conditions));
        int count = checked(rows * steps);
        RequireCount(count);
        float[] values = LatentPath.Between([from], [to], steps, spherical: false);
        var each = Info.Conditions.Settle(conditions, rows, seed).Repeat(steps) with
        {
            Codes = new Dictionary<string, float[]> { [code] = values },
        };
        return Run(
            _noise.Of(rows, seed, truncation, steps), Info.Conditions.Settle(each, count, seed), count, truncation);
    }
}
