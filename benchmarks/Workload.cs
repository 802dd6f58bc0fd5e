using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Benchmarks;

/// <summary>What is trained, on either side: DCGAN's own settings on small gray images.</summary>
internal static class Workload
{
    public const int Size = 32, Channels = 1, Width = 64, LatentSize = 64, BatchSize = 64, Images = 2048;

    private static readonly AdamSettings s_adam = new() { LearningRate = 2e-4, Beta1 = 0.5, Beta2 = 0.999 };

    public static string Description { get; } =
        $"DCGAN of width {Width}, {Size}x{Size} images of {Channels} channel, latent size {LatentSize}, "
        + $"batch {BatchSize}, non-saturating loss, Adam(2e-4, 0.5, 0.999)";

    public static FixedSamples DrawImages()
    {
        using var glyphs = new Glyphs(Size, Channels);
        return new FixedSamples(glyphs, Images);
    }

    /// <summary>Without the average of the generator's weights, which the usual PyTorch code doesn't keep.</summary>
    public static LatentGanOptions Options(long steps, bool keepFreedMemory = true) => new()
    {
        Network = new Dcgan { Width = Width },
        Objective = new NonSaturating(),
        LatentSize = LatentSize,
        BatchSize = BatchSize,
        GeneratorOptimizer = s_adam,
        DiscriminatorOptimizer = s_adam,
        EmaDecay = 0,
        Steps = steps,
        KeepFreedMemory = keepFreedMemory,
    };
}
