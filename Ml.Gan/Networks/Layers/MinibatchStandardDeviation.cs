using Ml.Gan.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// Minibatch standard deviation (Karras et al., 2018): each sample gets one number more, how much the batch varies: the standard
/// deviation of each feature over the batch, averaged over the features. (N, F) to (N, F + 1).
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
        return torch.cat([input, deviation.expand(input.shape[0], 1)], 1);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input)
    {
        var centred = graph.Sub($"{prefix}/centred", input, graph.ReduceMean($"{prefix}/mean", input, axis: 0));
        var variance = graph.ReduceMean($"{prefix}/variance", graph.Mul($"{prefix}/square", centred, centred), axis: 0);
        var safe = graph.Add($"{prefix}/safe", variance, graph.Constant($"{prefix}/epsilon", [Epsilon], 1, 1));
        var deviation = graph.ReduceMean($"{prefix}/deviation", graph.Sqrt($"{prefix}/root", safe), axis: 1);
        return graph.Concat(prefix, [input, graph.ExpandBatch($"{prefix}/expanded", deviation, input)]);
    }
}
