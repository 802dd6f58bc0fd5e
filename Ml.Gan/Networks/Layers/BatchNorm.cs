using Ml.Gan.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// Batch normalisation over channels of (N, C, H, W) or features of (N, C), with running statistics for inference
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
    /// Creates the layer. Scales start normal around 1 with standard deviation 0.02 (DCGAN), shifts at zero; there are none unless it is
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
    internal BatchNorm CreateAnother(ParameterFactory parameters) => new(_channels, parameters, affine: _weight is not null);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.batch_norm(
        input, _runningMean, _runningVariance, _weight, _bias, training, TracksStatistics ? Momentum : 0, Epsilon);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input)
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
}
