using Ml.Gan.Data;

namespace Ml.Gan.Training;

/// <summary>Independent seeds from one, so that the players, the latents and the shuffling don't share numbers.</summary>
internal enum SeedStream
{
    Generator = 1,
    Discriminator = 2,
    Latents = 3,
    Shuffling = 4,
    View = 5,
    Codes = 6,
    Recognition = 7,
    LabelledChoice = 8,
    LabelledShuffling = 9,
    HeldOut = 10,
}

internal static class SeedStreams
{
    /// <summary>The seed of one stream, not negative.</summary>
    public static long Derive(this SeedStream stream, long seed) => (long)(new Xoshiro256(seed, (long)stream).Next() >> 1);
}
