using Ml.Gan.Networks.Layers;
using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Growing;

/// <summary>
/// Real images as a stage of a progressive network gets them: brought to its size by average pooling, and while the stage fades in, mixed
/// with themselves at half the resolution. (N, C, H, W) at full size to (N, C, h, w).
/// </summary>
internal sealed class RealImages : Layer
{
    private readonly AveragePooling _half = new();
    private readonly NearestUpsampling _double = new();
    private readonly Layer[] _sizes;

    public RealImages(GrowthPlan plan)
        : base("real_images")
    {
        _sizes = [.. Enumerable.Range(0, plan.Stages).Select(stage => Resizing.Down(1 << (plan.Last - stage)))];
        Fade = new FadeIn(plan.Last, 1);
    }

    /// <summary>The stage.</summary>
    public FadeIn Fade { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var sized = _sizes[Fade.Stage].call(input);
        return Fade.IsFading ? Fade.Mix(_double.call(_half.call(sized)), sized) : sized;
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input)
    {
        var sized = _sizes[Fade.Stage].Export(graph, $"{prefix}/size", input);
        if (!Fade.IsFading)
            return sized;
        var half = _half.Export(graph, $"{prefix}/half", sized);
        return Fade.Mix(graph, prefix, _double.Export(graph, $"{prefix}/double", half), sized);
    }
}
