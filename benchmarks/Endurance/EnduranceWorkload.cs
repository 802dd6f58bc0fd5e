using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;

namespace Ml.Gan.Benchmarks.Endurance;

/// <summary>What runs for long: quick networks and large batches (3 MiB), so that a lost batch is seen soon.</summary>
internal static class EnduranceWorkload
{
    public const int Size = 64, Channels = 3, BatchSize = 64, LatentSize = 16, Width = 8;

    public const double BatchMib = 4.0 * BatchSize * Channels * Size * Size / (1 << 20);

    public static string Description { get; } =
        $"MLP with hidden layers of {Width}, {Size}x{Size} images of {Channels} channels, batch {BatchSize}";

    public static FixedSamples DrawImages()
    {
        using var glyphs = new Glyphs(Size, Channels);
        return new FixedSamples(glyphs, 2 * BatchSize);
    }

    public static T Options<T>(long steps)
        where T : LatentGanOptions, new() => new()
        {
            Network = new Mlp { GeneratorWidths = [Width], DiscriminatorWidths = [Width] },
            LatentSize = LatentSize,
            BatchSize = BatchSize,
            Steps = steps,
            Seed = 1,
        };
}
