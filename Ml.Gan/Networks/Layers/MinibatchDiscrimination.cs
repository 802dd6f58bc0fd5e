using Ml.Gan.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// Minibatch discrimination (Salimans et al., 2016): each sample gets B numbers more, how close it is to the batch's samples. Features
/// times a learnt tensor give B rows of C numbers per sample, M; number b of sample i is Σⱼ exp(−‖M(i, b) − M(j, b)‖₁).
/// (N, F) to (N, F + B); takes memory for N²·B·C numbers.
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
    public override Tensor forward(Tensor input) =>
        torch.cat([input, Closeness(nn.functional.linear(input, _weight).view(-1, _kernels, _kernelSize))], 1);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input)
    {
        var rows = graph.Linear($"{prefix}/rows", input, _weight.ToFloats(), null, _kernels * _kernelSize);
        var one = graph.Reshape($"{prefix}/one", rows, -1, 1, _kernels, _kernelSize);
        var other = graph.Reshape($"{prefix}/other", rows, 1, -1, _kernels, _kernelSize);
        var apart = graph.Abs($"{prefix}/apart", graph.Sub($"{prefix}/difference", one, other));
        var distance = graph.ReduceSum($"{prefix}/distance", apart, axis: 3);
        var close = graph.Exp($"{prefix}/close", graph.Neg($"{prefix}/negative", distance));
        var closeness = graph.Reshape($"{prefix}/closeness", graph.ReduceSum($"{prefix}/sum", close, axis: 1), -1, _kernels);
        return graph.Concat(prefix, [input, closeness]);
    }

    /// <summary>M, (N, B, C), to how close each sample is to all, (N, B).</summary>
    internal static Tensor Closeness(Tensor rows)
    {
        var distances = (rows.unsqueeze(1) - rows.unsqueeze(0)).abs().sum(3);
        return (-distances).exp().sum(1);
    }
}
