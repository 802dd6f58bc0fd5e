using Ml.Gan.Native;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Batch normalization over channels of (N, C, H, W) or features of (N, C), with running statistics for inference
/// (Ioffe and Szegedy, 2015). In ONNX it is folded into the layer before it.
/// </summary>
public sealed class BatchNorm : Layer
{
    private const double Epsilon = 1e-5;
    private const double Momentum = 0.1;

    private readonly int _channels;
    [ComponentName(Name = "weight")]
    private Parameter? _weight;
    [ComponentName(Name = "bias")]
    private Parameter? _bias;
    [ComponentName(Name = "running_mean")]
    private Tensor _runningMean;
    [ComponentName(Name = "running_var")]
    private Tensor _runningVariance;

    /// <summary>
    /// Creates the layer. Scales start normal around 1 with standard deviation 0.02 (DCGAN), shifts at zero; there are
    /// none unless it is
    /// <paramref name="affine"/>.
    /// </summary>
    public BatchNorm(int channels, ParameterFactory parameters, bool affine = true)
        : base("batch_norm")
    {
        _channels = channels;
        _runningMean = parameters.Buffer(0, channels);
        _runningVariance = parameters.Buffer(1, channels);
        register_buffer("running_mean", _runningMean);
        register_buffer("running_var", _runningVariance);
        if (!affine)
            return;
        _weight = parameters.Normal(1, 0.02, channels);
        _bias = parameters.Zeros(channels);
        register_parameter("weight", _weight);
        register_parameter("bias", _bias);
    }

    /// <summary>Whether training updates the running statistics. Default true.</summary>
    public bool TracksStatistics { get; set; } = true;

    /// <summary>An untrained layer for as many channels.</summary>
    internal BatchNorm CreateAnother(ParameterFactory parameters) =>
        new(_channels, parameters, affine: _weight is not null);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => training && Shard.Replicas is { } replicas
        ? Synchronized(input, replicas)
        : nn.functional.batch_norm(
            input, _runningMean, _runningVariance, _weight, _bias, training, TracksStatistics ? Momentum : 0, Epsilon);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        float[]? weight = _weight?.ToFloats(), bias = _bias?.ToFloats();
        float[] scale = _runningVariance.ToFloats(), shift = _runningMean.ToFloats();
        for (int i = 0; i < scale.Length; i++)
        {
            double factor = (weight?[i] ?? 1) / Math.Sqrt(scale[i] + Epsilon);
            scale[i] = (float)factor;
            shift[i] = (float)((bias?[i] ?? 0) - shift[i] * factor);
        }
        return graph.ScaleAndShift(prefix, input, scale, shift);
    }

    /// <summary>The same by mean and variance of the whole batch, of which each rank has a share.</summary>
    private Tensor Synchronized(Tensor input, Replicas replicas)
    {
        var exact = MixedPrecision.Exact(input);
        var moments = SharedNormalization.Moments(exact, replicas);
        if (TracksStatistics)
            Track(moments.Mean, moments.Variance, input.numel() / _channels * replicas.Count);
        return SharedNormalization.Of(exact, moments, _weight, _bias, Epsilon, replicas).to_type(input.dtype);
    }

    private void Track(Tensor mean, Tensor variance, long count)
    {
        using var frozen = no_grad();
        _runningMean.mul_(1 - Momentum).add_(mean, alpha: Momentum);
        _runningVariance.mul_(1 - Momentum).add_(
            variance, alpha: Momentum * count / Math.Max(1, count - 1));
    }
}

/// <summary>
/// Batch normalization of (N, C, H, W) whose scales and shifts depend on the condition (Dumoulin et al., 2017; de Vries
/// et al., 2017): each is a linear function of it, for a label a learned vector of the class.
/// </summary>
public sealed class ConditionalBatchNorm : Layer
{
    private readonly int _channels;
    private readonly BatchNorm _norm;
    private readonly Embedding _scale;
    private readonly Embedding _shift;

    /// <summary>
    /// Creates the layer. Scales start around 1 for every condition, with standard deviation 0.02 for a label; shifts
    /// at zero.
    /// </summary>
    /// <param name="channels">C.</param>
    /// <param name="conditionSize">Numbers in a condition.</param>
    /// <param name="parameters">Makes the weights.</param>
    public ConditionalBatchNorm(int channels, int conditionSize, ParameterFactory parameters)
        : base("conditional_batch_norm")
    {
        _channels = channels;
        _norm = new BatchNorm(channels, parameters, affine: false);
        _scale = new Embedding(conditionSize, channels, parameters, standardDeviation: 0.02);
        _shift = new Embedding(conditionSize, channels, parameters, standardDeviation: 0);
        register_module("norm", _norm);
        register_module("scale", _scale);
        register_module("shift", _shift);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var given = Required(condition);
        return _norm.call(input) * (PerChannel(_scale.call(given)) + 1) + PerChannel(_shift.call(given));
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var given = Required(condition);
        OnnxValue PerChannel(Embedding embedding, string name) =>
            graph.Reshape(
                $"{prefix}/{name}/channels", embedding.Export(graph, $"{prefix}/{name}", given), 0, _channels, 1, 1);
        var one = graph.Constant($"{prefix}/one", [1f], 1);
        var normalized = _norm.Export(graph, $"{prefix}/norm", input);
        var scaled = graph.Mul(
            $"{prefix}/scaled", normalized, graph.Add($"{prefix}/factor", PerChannel(_scale, "scale"), one));
        return graph.Add(prefix, scaled, PerChannel(_shift, "shift"));
    }

    private Tensor PerChannel(Tensor values) => values.view(-1, _channels, 1, 1);
}

/// <summary>
/// Pixelwise feature normalization (Karras et al., 2018): the channels of each pixel, or the numbers of each vector,
/// are divided by the root of their mean square. (N, C, H, W) or (N, C), the shape stays.
/// </summary>
public sealed class PixelNorm() : Layer("pixel_norm")
{
    private const float Epsilon = 1e-8f;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) =>
        input * (MixedPrecision.Exact(input).square().mean([1], keepdim: true) + Epsilon).rsqrt().to_type(input.dtype);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var square = graph.ReduceMean($"{prefix}/mean", graph.Mul($"{prefix}/square", input, input), axis: 1);
        var safe = graph.Add($"{prefix}/safe", square, graph.Constant($"{prefix}/epsilon", [Epsilon], 1));
        return graph.Div(prefix, input, graph.Sqrt($"{prefix}/root", safe));
    }
}
