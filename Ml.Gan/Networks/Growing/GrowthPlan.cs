using System.Numerics;
using Ml.Gan.Data;

namespace Ml.Gan.Networks.Growing;

/// <summary>The sizes that a progressive network grows through.</summary>
/// <param name="SmallestSize">Height and width of the first stage's images.</param>
/// <param name="Stages">Number of stages; each has twice the size of the one before.</param>
/// <param name="Width">Channels of the feature maps up to 32×32.</param>
internal readonly record struct GrowthPlan(int SmallestSize, int Stages, int Width)
{
    private const int LargestWideSize = 32;

    public static GrowthPlan For(SampleShape shape, int width) => shape.Height % 7 == 0
        ? new GrowthPlan(7, BitOperations.Log2((uint)shape.Height / 7) + 1, width)
        : new GrowthPlan(4, BitOperations.Log2((uint)shape.Height / 4) + 1, width);

    /// <summary>Number of the last stage, from 0.</summary>
    public int Last => Stages - 1;

    /// <summary>Height and width of a stage's images.</summary>
    public int SizeOf(int stage) => SmallestSize << stage;

    /// <summary>Channels of a stage's feature maps.</summary>
    public int ChannelsOf(int stage) => Math.Max(1, Width * LargestWideSize / Math.Max(LargestWideSize, SizeOf(stage)));
}
