namespace Ml.Gan.Training;

/// <summary>Independent seeds from one, so that the players, the latents and the shuffling don't share numbers.</summary>
internal enum SeedStream
{
    Generator = 1,
    Discriminator = 2,
    Latents = 3,
    Shuffling = 4,
}

internal static class SeedStreams
{
    /// <summary>The seed of one stream: SplitMix64's finaliser (Steele, Lea and Flood, 2014) over both numbers.</summary>
    public static long Derive(this SeedStream stream, long seed)
    {
        unchecked
        {
            ulong x = (ulong)seed + (ulong)stream * 0x9E3779B97F4A7C15UL;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
            return (long)((x ^ (x >> 31)) >> 1);
        }
    }
}
