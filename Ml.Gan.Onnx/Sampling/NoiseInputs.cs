namespace Ml.Gan.Onnx.Sampling;

/// <summary>Latents or seeds of a generator, and how they are truncated.</summary>
internal sealed class NoiseInputs(GeneratorInfo info)
{
    private const float LargestTruncation = 1;

    /// <summary>Seeds, or latents, of N rows, each of them several times.</summary>
    /// <param name="count">Number of rows, N.</param>
    /// <param name="seed">The sample's seed.</param>
    /// <param name="truncation">Of latents; styles are truncated by <see cref="OfStyles"/>.</param>
    /// <param name="times">How often each row. Default 1.</param>
    /// <param name="firstRow">The row of the sample to start with. Default 0.</param>
    /// <exception cref="NotSupportedException">The model can't be truncated.</exception>
    internal InputRows Of(int count, int seed, float? truncation, int times = 1, int firstRow = 0)
    {
        float? ofLatents = info.Truncation is null ? truncation : null;
        if (!info.TakesSeeds)
        {
            float[] latents = LatentNoise.Rows(count, info.LatentSize, seed, ofLatents, firstRow);
            if (times > 1)
                latents = [.. Repeated(latents.Chunk(info.LatentSize), times).SelectMany(row => row)];
            return InputRows.Of(info.Input, latents);
        }

        if (ofLatents is not null)
            throw new NotSupportedException(
                "This model makes its noise itself, so it cannot be truncated. Take the file that was written without "
                + "--seed-input (SeedInput).");
        var seeds = Enumerable.Range(firstRow, count).Select(row => LatentNoise.RowSeed(seed, row));
        return InputRows.Of(info.Input, Repeated(seeds, times).ToArray());
    }

    /// <summary>ψ where styles are truncated; nothing where it is left to the file's default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">ψ is out of range.</exception>
    internal IEnumerable<InputRows> OfStyles(float? truncation)
    {
        if (info.Truncation is not { } input || truncation is not { } psi)
            return [];
        if (!(Math.Abs(psi) <= LargestTruncation))
            throw new ArgumentOutOfRangeException(
                nameof(truncation), psi, "The truncation ψ of styles is from -1 to 1, or null for none.");
        return [new FixedInput(input, [psi])];
    }

    /// <summary>Looks at a truncation before anything is drawn.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    /// <exception cref="NotSupportedException">The model can't be truncated.</exception>
    internal void RequireTruncation(float? truncation)
    {
        _ = OfStyles(truncation);
        _ = Of(count: 0, seed: 0, truncation);
        if (info.Truncation is null)
            LatentNoise.RequireTruncation(truncation);
    }

    /// <exception cref="NotSupportedException">A truncation is given, and styles are not truncated.</exception>
    internal void RequireStyles(float? truncation)
    {
        if (truncation is not null && info.Truncation is null)
            throw new NotSupportedException(
                "This model truncates no styles: it has no input 'truncation'. Truncate the latents that are given "
                + "to it (LatentNoise).");
    }

    /// <exception cref="NotSupportedException">The model makes its noise itself.</exception>
    internal void RequireLatents()
    {
        if (info.TakesSeeds)
            throw new NotSupportedException(
                "This model makes its noise itself and takes no latents. Take the file that was written without "
                + "--seed-input (SeedInput).");
    }

    private static IEnumerable<T> Repeated<T>(IEnumerable<T> rows, int times) =>
        rows.SelectMany(row => Enumerable.Repeat(row, times));
}
