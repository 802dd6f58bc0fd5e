using System.Numerics;

namespace Ml.Gan.Data;

/// <summary>
/// The xoshiro256** generator (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2018), seeded
/// through SplitMix64: the same numbers on every machine and in every .NET version, which System.Random does not
/// promise.
/// </summary>
internal struct Xoshiro256
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>
    /// Generator number <paramref name="stream"/> of the family that <paramref name="seed"/> selects.
    /// </summary>
    public Xoshiro256(long seed, long stream)
    {
        ulong state = (ulong)seed;
        state = SplitMix64(ref state) ^ (ulong)stream;
        _s0 = SplitMix64(ref state);
        _s1 = SplitMix64(ref state);
        _s2 = SplitMix64(ref state);
        _s3 = SplitMix64(ref state);
    }

    internal Xoshiro256(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>64 uniform bits.</summary>
    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>
    /// A uniform integer in [0, bound), without bias: a product whose low half falls short is drawn again.
    /// </summary>
    public ulong Next(ulong bound)
    {
        ulong high, low, rejected = (0 - bound) % bound;
        do
            high = Math.BigMul(Next(), bound, out low);
        while (low < rejected);
        return high;
    }

    /// <summary>A uniform float in [low, high).</summary>
    public float Next(float low, float high) => low + (high - low) * (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Puts the items in random order (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = (int)Next((ulong)i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    internal static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
