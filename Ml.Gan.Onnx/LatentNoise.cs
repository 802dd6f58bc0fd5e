namespace Ml.Gan.Onnx;

/// <summary>
/// Standard normal latents as a pure function of a seed: the same numbers on every machine, in any batch size and in
/// any order.
/// </summary>
/// <remarks>
/// Row i of a sample with seed s is drawn from the 64 bit row seed s·2³² + i (<see cref="RowSeed"/>). A model whose
/// noise is made inside the graph by <see cref="Writing.OnnxNoise"/> gives the same latent for the same row seed.
/// </remarks>
public static class LatentNoise
{
    /// <summary>The least truncation that is allowed; below it, drawing again takes too long.</summary>
    public const float MinTruncation = 0.01f;

    internal const double UniformStep = 1.0 / (1L << 32);
    internal const double AngleStep = 2 * Math.PI / (1L << 32);

    /// <summary>The 64 bit seed of one row of a sample: seed·2³² + row.</summary>
    /// <param name="seed">The sample's seed.</param>
    /// <param name="row">The row, from 0.</param>
    public static long RowSeed(int seed, int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        return ((long)seed << 32) | (uint)row;
    }

    /// <summary>Fills one latent vector.</summary>
    /// <param name="latent">Where the z components go.</param>
    /// <param name="rowSeed">The row's seed.</param>
    /// <param name="truncation">
    /// Components beyond ± this are drawn again, which trades variety for fidelity (truncation trick, Brock et al.
    /// 2019). Null, the default, for none.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="truncation"/> is below <see cref="MinTruncation"/> or not a number.
    /// </exception>
    public static void Fill(Span<float> latent, long rowSeed, float? truncation = null)
    {
        RequireTruncation(truncation);
        int half = (latent.Length + 1) / 2;
        for (int j = 0; j < half; j++)
        {
            var (cosine, sine) = Pair(rowSeed, j);
            latent[j] = cosine;
            if (half + j < latent.Length)
                latent[half + j] = sine;
        }

        if (truncation is { } limit)
            Truncate(latent, rowSeed, limit);
    }

    /// <summary>Latents for consecutive rows of a sample.</summary>
    /// <param name="count">Number of rows, N.</param>
    /// <param name="latentSize">Components of a row, z.</param>
    /// <param name="seed">The sample's seed.</param>
    /// <param name="truncation">As for <see cref="Fill"/>.</param>
    /// <param name="firstRow">The row to start with. Default 0.</param>
    /// <returns>N·z numbers, row after row.</returns>
    public static float[] Rows(int count, int latentSize, int seed, float? truncation = null, int firstRow = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(latentSize, 1);
        float[] rows = new float[checked(count * latentSize)];
        for (int i = 0; i < count; i++)
            Fill(rows.AsSpan(i * latentSize, latentSize), RowSeed(seed, checked(firstRow + i)), truncation);
        return rows;
    }

    /// <exception cref="ArgumentOutOfRangeException">It is too small or not a number.</exception>
    internal static void RequireTruncation(float? truncation)
    {
        if (truncation is { } threshold && !(threshold >= MinTruncation))
            throw new ArgumentOutOfRangeException(
                nameof(truncation), threshold, $"The truncation must be {MinTruncation} or more, or null for none.");
    }

    private static void Truncate(Span<float> latent, long rowSeed, float limit)
    {
        int half = (latent.Length + 1) / 2;
        for (int i = 0; i < latent.Length; i++)
        {
            for (long counter = (i % half) + half; Math.Abs(latent[i]) > limit; counter += half)
            {
                var (cosine, sine) = Pair(rowSeed, counter & CounterNoise.Mask32);
                latent[i] = i < half ? cosine : sine;
            }
        }
    }

    // Box and Muller 1958. In the precision that OnnxNoise has, since some runtimes have cosines of floats alone.
    private static (float Cosine, float Sine) Pair(long rowSeed, long counter)
    {
        var (first, second) = CounterNoise.Draw(rowSeed, counter);
        float radius = (float)Math.Sqrt(-2 * Math.Log((first + 0.5) * UniformStep));
        float angle = (float)(second * AngleStep);
        return (radius * MathF.Cos(angle), radius * MathF.Sin(angle));
    }
}

/// <summary>
/// The counter-based generator behind <see cref="LatentNoise"/> and <see cref="Writing.OnnxNoise"/>: a balanced Feistel
/// network on (counter, high half of the seed) with the low half as key, whose round function is the middle of a
/// square.
/// </summary>
/// <remarks>
/// Everything is arithmetic on integers below 2⁶³ with +, ·, ÷ and remainder, because those are what every ONNX runtime
/// has for int64 (exclusive-or entered ONNX with opset 18 only). Not for cryptography.
/// </remarks>
internal static class CounterNoise
{
    internal const int Rounds = 8;
    internal const long Mask32 = (1L << 32) - 1;
    internal const long Mask31 = (1L << 31) - 1;
    internal const long Multiplier = 0x2C1B3C6D;
    internal const int MiddleShift = 16;

    /// <summary>Steps of the key: multiples of 2³²/φ (Weyl sequence).</summary>
    internal static long KeyOf(int round) => (round + 1) * 0x9E3779B9L & Mask32;

    /// <summary>Two independent uniform integers below 2³² for a seed and a counter below 2³².</summary>
    internal static (long First, long Second) Draw(long seed, long counter)
    {
        long key = seed & Mask32;
        long left = counter;
        long right = (seed >> 32) & Mask32;
        for (int round = 0; round < Rounds; round++)
        {
            long sum = (left + key + KeyOf(round)) & Mask32;
            long low = sum & Mask31;
            long middle = ((low * low) + (sum * Multiplier)) >> MiddleShift;
            (left, right) = ((right + middle) & Mask32, left);
        }

        return (left, right);
    }
}
