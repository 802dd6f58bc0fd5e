using System.Numerics;
using Ml.Gan.Data;
using Ml.Gan.Networks.Layers;

namespace Ml.Gan.Networks.Pyramids;

/// <summary>The sizes of a pyramid's levels, from the coarsest up; each is twice the one below.</summary>
/// <param name="CoarsestSize">Height and width of level 0.</param>
/// <param name="Count">Number of levels.</param>
internal readonly record struct PyramidLevels(int CoarsestSize, int Count)
{
    public static PyramidLevels For(SampleShape shape)
    {
        int coarsest = shape.Height == 28 ? 7 : 8;
        return new PyramidLevels(coarsest, BitOperations.Log2((uint)(shape.Height / coarsest)) + 1);
    }

    /// <summary>Height and width of a level's images.</summary>
    public int SizeOf(int level) => CoarsestSize << level;

    /// <summary>Brings images from full size to a level's.</summary>
    public Layer Down(int level) => Resizing.Down(1 << (Count - 1 - level));

    /// <summary>How many of z latent numbers each level gets: equal parts, and level 0 what is left over.</summary>
    public (int Start, int Length) Latents(int level, int z)
    {
        int part = z / Count, first = z - part * (Count - 1);
        return level == 0 ? (0, first) : (first + part * (level - 1), part);
    }

    /// <summary>What each level's discriminator is shown of images at full size, (N, C, H, W): level 0 the image, others a <see cref="LaplacianPair"/>.</summary>
    public Layer[] Views(int channels)
    {
        var levels = this;
        return [.. Enumerable.Range(0, Count).Select(level => level == 0
            ? levels.Down(0)
            : (Layer)new LayerSequence("view", [levels.Down(level), new LaplacianPair(channels)]))];
    }
}
