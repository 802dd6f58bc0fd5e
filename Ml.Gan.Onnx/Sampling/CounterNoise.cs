namespace Ml.Gan.Onnx;

/// <summary>
/// The counter-based generator behind <see cref="LatentNoise"/> and <see cref="OnnxNoise"/>: a balanced Feistel network
/// on (counter, high half of the seed) with the low half as key, whose round function is the middle of a square.
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
