using Ml.Gan.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// Minibatch standard deviation (Karras et al., 2018): each sample gets one number more, how much the batch varies: the standard
/// deviation of each feature over the batch, averaged over the features. (N, F) to (N, F + 1); images get it as one plane more,
/// (N, C, H, W) to (N, C + 1, H, W).
/// </summary>
public sealed class MinibatchStandardDeviation() : Layer("minibatch_stddev")
{
    /// <summary>Keeps the root differentiable where all samples agree.</summary>
    private const float Epsilon = 1e-8f;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var variance = (input - input.mean([0], keepdim: true)).square().mean([0]);
        var deviation = (variance + Epsilon).sqrt().mean();
        return torch.cat([input, deviation.expand([input.shape[0], 1, .. input.shape[2..]])], 1);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input)
    {
        var features = input.Shape.Count == 2 ? input : graph.Reshape($"{prefix}/features", input, 0, -1);
        var centred = graph.Sub($"{prefix}/centred", features, graph.ReduceMean($"{prefix}/mean", features, axis: 0));
        var variance = graph.ReduceMean($"{prefix}/variance", graph.Mul($"{prefix}/square", centred, centred), axis: 0);
        var safe = graph.Add($"{prefix}/safe", variance, graph.Constant($"{prefix}/epsilon", [Epsilon], 1, 1));
        var deviation = graph.ReduceMean($"{prefix}/deviation", graph.Sqrt($"{prefix}/root", safe), axis: 1);
        return graph.Concat(prefix, [input, graph.ExpandBatch($"{prefix}/expanded", Beside(graph, prefix, deviation, input), input)]);
    }

    /// <summary>(1, 1), or where the input is an image (1, 1, H, W).</summary>
    private static OnnxValue Beside(OnnxGraph graph, string prefix, OnnxValue deviation, OnnxValue input)
    {
        if (input.Shape is not [_, _, { } height, { } width])
            return deviation;
        var plane = graph.Constant($"{prefix}/plane", new float[height * width], 1, 1, height, width);
        return graph.Add($"{prefix}/constant", deviation, plane);
    }
}
