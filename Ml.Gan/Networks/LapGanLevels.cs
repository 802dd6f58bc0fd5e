using System.Numerics;
using Ml.Gan.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>The sizes of a pyramid's levels, from the coarsest up; each is twice the one below.</summary>
/// <param name="CoarsestSize">Height and width of level 0.</param>
/// <param name="Count">Number of levels.</param>
internal readonly record struct LapGanLevels(int CoarsestSize, int Count)
{
    public static LapGanLevels For(SampleShape shape)
    {
        int coarsest = shape.Height == 28 ? 7 : 8;
        return new LapGanLevels(coarsest, BitOperations.Log2((uint)(shape.Height / coarsest)) + 1);
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

    /// <summary>
    /// What each level's discriminator is shown of images at full size, (N, C, H, W): level 0 the image, others a
    /// <see cref="LaplacianPair"/>.
    /// </summary>
    public Layer[] Views(int channels)
    {
        var levels = this;
        return [.. Enumerable.Range(0, Count).Select(level => level == 0
            ? levels.Down(0)
            : (Layer)new LayerSequence("view", [levels.Down(level), new LaplacianPair(channels)]))];
    }
}

/// <summary>
/// An image as one level of a Laplacian pyramid sees it: the difference from itself at half the resolution, and beside
/// it that blurred image, (N, C, H, W) to (N, 2C, H, W). Half the resolution means average pooling, then bilinear
/// up-sampling. Packs of m images, (N, mC, H, W), give m such pairs, (N, 2mC, H, W).
/// </summary>
internal sealed class LaplacianPair(int channels) : Layer("laplacian_pair")
{
    private readonly AveragePooling _down = new();
    private readonly BilinearUpsampling _up = new();

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var (planes, height, width) = (input.shape[1], input.shape[2], input.shape[3]);
        Tensor Unpacked(Tensor images) => images.reshape(-1, planes / channels, channels, height, width);
        var blurred = _up.call(_down.call(input));
        return torch.cat([Unpacked(input - blurred), Unpacked(blurred)], 2).reshape(-1, 2 * planes, height, width);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var (planes, height, width) = (input.Shape[1]!.Value, input.Shape[2]!.Value, input.Shape[3]!.Value);
        OnnxValue Unpacked(string part, OnnxValue images) =>
            graph.Reshape($"{prefix}/{part}/images", images, 0, planes / channels, channels, height, width);
        var blurred = _up.Export(graph, $"{prefix}/up", _down.Export(graph, $"{prefix}/down", input));
        var difference = graph.Sub($"{prefix}/difference", input, blurred);
        var pairs = graph.Concat(
            $"{prefix}/pairs", [Unpacked("difference", difference), Unpacked("blurred", blurred)], axis: 2);
        return graph.Reshape(prefix, pairs, 0, 2 * planes, height, width);
    }
}
