
namespace Ml.Gan.Data;

/// <summary>
/// Independent seeds from one, so that the networks, the latents and the shuffling don't share numbers.
/// </summary>
internal enum SeedStream
{
    Generator = 1,
    Discriminator = 2,
    Latents = 3,
    Shuffling = 4,
    View = 5,
    Codes = 6,
    QNetwork = 7,
    LabeledChoice = 8,
    LabeledShuffling = 9,
    HeldOut = 10,
    Mirroring = 11,
    Consistency = 12,
    Cropping = 13,
    SecondGenerator = 14,
    SecondDiscriminator = 15,
    SecondShuffling = 16,
    SecondMirroring = 17,
    SecondCropping = 18,
    Pool = 19,
    SecondPool = 20,
    CaptionChoice = 21,
    WordChoice = 22,
    Masks = 23,
    SharedGenerator = 24,
}

internal static class SeedStreams
{
    /// <summary>The seed of one stream, not negative.</summary>
    public static long Derive(this SeedStream stream, long seed) =>
        (long)(new Xoshiro256(seed, (long)stream).Next() >> 1);
}
