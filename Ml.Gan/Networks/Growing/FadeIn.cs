using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Growing;

/// <summary>How far a stage of a progressive network has faded in: linearly over its first half, so that a new block comes gently.</summary>
/// <param name="Stage">The stage, from 0.</param>
/// <param name="Share">α: the new block's share of the image, in (0, 1].</param>
internal readonly record struct FadeIn(int Stage, double Share)
{
    public static FadeIn At(StagePosition position) =>
        new(position.Stage, position.Stage == 0 ? 1 : Math.Min(1, 2 * position.Progress));

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
