using System.Numerics;
using Ml.Gan.Data;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

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

/// <summary>
/// How far a stage of a progressive network has faded in: linearly over its first half, so that a new block comes
/// gently.
/// </summary>
/// <param name="Stage">The stage, from 0.</param>
/// <param name="Share">α: the new block's share of the image, in (0, 1].</param>
internal readonly record struct FadeIn(int Stage, double Share)
{
    public static FadeIn At(StagePosition position) =>
        new(position.Stage, position.Stage == 0 ? 1 : Math.Min(1, 2 * position.Progress));

    /// <summary>The last stage, all of it.</summary>
    public static FadeIn After(GrowthPlan plan) => new(plan.Last, 1);

    /// <summary>Whether the stage before still has a part in what is made.</summary>
    public bool IsFading => Share < 1;

    /// <summary>(1 − α)·before + α·now.</summary>
    public Tensor Mix(Tensor before, Tensor now) => before * (1 - Share) + now * Share;

    /// <summary>The same in a graph.</summary>
    public OnnxValue Mix(OnnxGraph graph, string name, OnnxValue before, OnnxValue now) => graph.Add(
        name,
        graph.Mul($"{name}/before", before, graph.Constant($"{name}/fading", [(float)(1 - Share)], 1)),
        graph.Mul($"{name}/now", now, graph.Constant($"{name}/growing", [(float)Share], 1)));
}

/// <summary>
/// Real images as a stage of a progressive network gets them: brought to its size by average pooling, and while the
/// stage fades in, mixed with themselves at half the resolution. (N, C, H, W) at full size to (N, C, h, w).
/// </summary>
internal sealed class ProgressiveView : StageView
{
    private static readonly AveragePooling s_half = new();
    private static readonly NearestUpsampling s_double = new();
    private readonly Layer[] _sizes;
    private FadeIn _fade;

    public ProgressiveView(GrowthPlan plan)
    {
        _sizes = [.. Enumerable.Range(0, plan.Stages).Select(stage => Resizing.Down(1 << (plan.Last - stage)))];
        _fade = FadeIn.After(plan);
    }

    /// <inheritdoc/>
    public override void Enter(StagePosition position) => _fade = FadeIn.At(position);

    /// <inheritdoc/>
    public override Tensor Of(Tensor samples)
    {
        var sized = _sizes[_fade.Stage].call(samples);
        return _fade.IsFading ? _fade.Mix(s_double.call(s_half.call(sized)), sized) : sized;
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue samples)
    {
        var sized = _sizes[_fade.Stage].Export(graph, $"{prefix}/size", samples);
        if (!_fade.IsFading)
            return sized;
        var half = s_half.Export(graph, $"{prefix}/half", sized);
        return _fade.Mix(graph, prefix, s_double.Export(graph, $"{prefix}/double", half), sized);
    }
}
