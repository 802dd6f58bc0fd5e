using Ml.Gan.Native;
using Ml.Gan.Training.Replication;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Feature of the batch that D gets beside each sample's own: a generator that makes the same sample
/// again and again gives itself away.
/// </summary>
public enum MinibatchFeature
{
    /// <summary>Nothing: D scores each sample alone.</summary>
    None,

    /// <summary>One number, how much the last hidden features vary over the batch (Karras et al., 2018).</summary>
    StandardDeviation,

    /// <summary>
    /// 100 numbers, how close the sample's last hidden features are to those of the others (Salimans et al., 2016).
    /// </summary>
    Discrimination,
}

/// <summary>
/// Minibatch standard deviation (Karras et al., 2018): each sample gets one number more, how much the batch varies: the
/// standard deviation of each feature over the batch, averaged over the features. (N, F) to (N, F + 1); images get it
/// as one plane more, (N, C, H, W) to (N, C + 1, H, W).
/// </summary>
public sealed class MinibatchStandardDeviation() : Layer("minibatch_stddev")
{
    /// <summary>Keeps the root differentiable where all samples agree.</summary>
    private const float Epsilon = 1e-8f;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var features = MixedPrecision.Exact(input);
        var variance = Shard.MeanOver((features - Shard.MeanOver(features, [0])).square(), [0])[0];
        var deviation = (variance + Epsilon).sqrt().mean();
        return ChannelsLast.Join(input, deviation.expand([input.shape[0], 1, .. input.shape[2..]]));
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var features = input.Shape.Count == 2 ? input : graph.Reshape($"{prefix}/features", input, 0, -1);
        var centered = graph.Sub($"{prefix}/centred", features, graph.ReduceMean($"{prefix}/mean", features, axis: 0));
        var variance = graph.ReduceMean(
            $"{prefix}/variance", graph.Mul($"{prefix}/square", centered, centered), axis: 0);
        var safe = graph.Add($"{prefix}/safe", variance, graph.Constant($"{prefix}/epsilon", [Epsilon], 1, 1));
        var deviation = graph.ReduceMean($"{prefix}/deviation", graph.Sqrt($"{prefix}/root", safe), axis: 1);
        return graph.Concat(
            prefix, [input, graph.ExpandBatch($"{prefix}/expanded", Beside(graph, prefix, deviation, input), input)]);
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

/// <summary>
/// Minibatch discrimination (Salimans et al., 2016): each sample gets B numbers more, how close it is to the batch's
/// samples. Features times a learned tensor give B rows of C numbers per sample, M; number b of sample i is Σⱼ
/// exp(−‖M(i, b) − M(j, b)‖₁). (N, F) to (N, F + B); takes memory for N²·B·C numbers.
/// </summary>
public sealed class MinibatchDiscrimination : Layer
{
    [ComponentName(Name = "weight")]
    private Parameter _weight;
    private readonly int _kernels;
    private readonly int _kernelSize;

    /// <summary>Creates the layer. Weights start uniform in ±1/√features.</summary>
    /// <param name="features">F.</param>
    /// <param name="kernels">B.</param>
    /// <param name="kernelSize">C.</param>
    /// <param name="parameters">Makes the weights.</param>
    public MinibatchDiscrimination(int features, int kernels, int kernelSize, ParameterFactory parameters)
        : base("minibatch_discrimination")
    {
        (_kernels, _kernelSize) = (kernels, kernelSize);
        _weight = parameters.Uniform(1 / Math.Sqrt(features), kernels * kernelSize, features);
        register_parameter("weight", _weight);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var rows = Rows(input);
        return torch.cat([input, Closeness(rows, Shard.Gather(rows))], 1);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var rows = graph.Linear($"{prefix}/rows", input, _weight.ToFloats(), null, _kernels * _kernelSize);
        var one = graph.Reshape($"{prefix}/one", rows, -1, 1, _kernels, _kernelSize);
        var other = graph.Reshape($"{prefix}/other", rows, 1, -1, _kernels, _kernelSize);
        var apart = graph.Abs($"{prefix}/apart", graph.Sub($"{prefix}/difference", one, other));
        var distance = graph.ReduceSum($"{prefix}/distance", apart, axis: 3);
        var close = graph.Exp($"{prefix}/close", graph.Neg($"{prefix}/negative", distance));
        var closeness = graph.Reshape(
            $"{prefix}/closeness", graph.ReduceSum($"{prefix}/sum", close, axis: 1), -1, _kernels);
        return graph.Concat(prefix, [input, closeness]);
    }

    private Tensor Rows(Tensor input) =>
        MixedPrecision.Exact(MixedPrecision.Linear(input, _weight)).view(-1, _kernels, _kernelSize);

    /// <summary>M, (N, B, C), to how close each sample is to all, (N, B).</summary>
    /// <param name="rows">M of N samples.</param>
    /// <param name="all">M of the samples that they are compared with.</param>
    internal static Tensor Closeness(Tensor rows, Tensor all)
    {
        var distances = (rows.unsqueeze(1) - all.unsqueeze(0)).abs().sum(3);
        return (-distances).exp().sum(1);
    }
}
