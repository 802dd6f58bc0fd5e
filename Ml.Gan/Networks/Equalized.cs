using Ml.Gan.Native;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// A layer's weight with an equalized learning rate (Karras et al., 2018): it starts normal with standard deviation 1
/// and is scaled by gain/√fan-in whenever it is used, so that an optimizer which normalizes its steps learns all layers
/// equally fast.
/// </summary>
internal sealed class EqualizedWeight
{
    /// <summary>He's gain (He et al., 2015), which keeps the variance where a rectifier follows.</summary>
    public const double RectifierGain = 1.4142135623730951;

    private const string Name = "weight";

    private readonly Layer _layer;
    private readonly double _scale;
    private readonly SpectralNormalization? _normalization;

    /// <summary>Creates a weight and registers it in its layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="gain">The gain.</param>
    /// <param name="parameters">Makes the weight.</param>
    /// <param name="spectralNorm">
    /// Whether the weight is divided by its largest singular value instead, which leaves no scale.
    /// </param>
    /// <param name="shape">The weight's shape, (outputs, …): the fan-in is the product of the rest.</param>
    /// <param name="learningRate">
    /// What steps count, relative to those of other layers: it starts as many times larger and is scaled down again.
    /// Default 1.
    /// </param>
    public EqualizedWeight(
        Layer layer, double gain, ParameterFactory parameters, bool spectralNorm, long[] shape,
        double learningRate = 1)
    {
        _layer = layer;
        _scale = gain * learningRate / Math.Sqrt(shape[1..].Aggregate(1L, (product, size) => product * size));
        layer.register_parameter(Name, parameters.Normal(0, 1 / learningRate, shape));
        _normalization = spectralNorm ? layer.AddSpectralNormalization((int)shape[0], parameters) : null;
    }

    /// <summary>The layer's registered parameter: moving a module to another type or device replaces it.</summary>
    private Parameter Weight => _layer.get_parameter(Name)!;

    /// <summary>The weight as the layer uses it.</summary>
    public Tensor Scaled() => _normalization?.call(Weight) ?? Weight * _scale;

    /// <summary>The numbers of the weight as inference uses it.</summary>
    public float[] Exported()
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        return (_normalization?.Normalize(Weight) ?? Weight * _scale).ToFloats();
    }
}

/// <summary>
/// Fully connected layer with an equalized learning rate (Karras et al., 2018): weights start normal with standard
/// deviation 1 and are scaled by gain/√inputs at run time. (N, inputs) to (N, outputs); in ONNX it is an ordinary
/// linear layer.
/// </summary>
public sealed class EqualizedLinear : Layer
{
    private readonly EqualizedWeight _weight;
    [ComponentName(Name = "bias")]
    private Parameter _bias;
    private readonly int _outputs;
    private readonly double _learningRate;

    /// <summary>Creates the layer.</summary>
    /// <param name="inputs">Numbers in the input.</param>
    /// <param name="outputs">Numbers in the output.</param>
    /// <param name="gain">√2 where a rectifier follows, 1 for a linear output.</param>
    /// <param name="parameters">Makes the weights.</param>
    /// <param name="spectralNorm">
    /// Whether the weights are divided by their largest singular value, which takes the scale's place. Default false.
    /// </param>
    /// <param name="learningRate">
    /// What an optimizer's steps count in this layer, relative to other layers, above 0; 0.01 in StyleGAN's mapping
    /// network (Karras et al., 2019). Default 1.
    /// </param>
    /// <param name="initialBias">What the bias starts at. Default 0.</param>
    public EqualizedLinear(
        int inputs, int outputs, double gain, ParameterFactory parameters, bool spectralNorm = false,
        double learningRate = 1, double initialBias = 0)
        : base("equalized_linear")
    {
        (_outputs, _learningRate) = (outputs, learningRate);
        _weight = new EqualizedWeight(this, gain, parameters, spectralNorm, [outputs, inputs], learningRate);
        _bias = initialBias == 0
            ? parameters.Zeros(outputs)
            : parameters.Normal(initialBias / learningRate, 0, outputs);
        register_parameter("bias", _bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) =>
        MixedPrecision.Linear(input, _weight.Scaled(), _learningRate == 1 ? _bias : _bias * _learningRate);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        float[] bias = [.. _bias.ToFloats().Select(value => (float)(value * _learningRate))];
        return graph.Linear(prefix, input, _weight.Exported(), bias, _outputs);
    }
}

/// <summary>
/// 2-D convolution with an equalized learning rate (Karras et al., 2018): weights start normal with standard deviation
/// 1 and are scaled by gain/√(inputs·kernel²) at run time. (N, inputs, H, W) to (N, outputs, H', W'); in ONNX it is an
/// ordinary convolution.
/// </summary>
public sealed class EqualizedConvolution : Layer
{
    private readonly EqualizedWeight _weight;
    [ComponentName(Name = "bias")]
    private Parameter _bias;
    private readonly (int Outputs, int Kernel, int Stride, int Padding) _shape;

    /// <summary>Creates the layer. The bias starts at zero.</summary>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="kernel">Height and width of the kernel.</param>
    /// <param name="stride">Step between two outputs.</param>
    /// <param name="padding">Zeros around the image.</param>
    /// <param name="gain">√2 where a rectifier follows, 1 for a linear output.</param>
    /// <param name="parameters">Makes the weights.</param>
    /// <param name="spectralNorm">
    /// Whether the weights are divided by their largest singular value, which takes the scale's place. Default false.
    /// </param>
    public EqualizedConvolution(
        int inputs, int outputs, int kernel, int stride, int padding, double gain, ParameterFactory parameters,
        bool spectralNorm = false)
        : base("equalized_conv")
    {
        _shape = (outputs, kernel, stride, padding);
        _weight = new EqualizedWeight(this, gain, parameters, spectralNorm, [outputs, inputs, kernel, kernel]);
        _bias = parameters.Zeros(outputs);
        register_parameter("bias", _bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) =>
        Convolutions.Conv2d(input, _weight.Scaled(), _bias, _shape.Stride, _shape.Padding);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Conv2d(
            prefix, input, _weight.Exported(), _bias.ToFloats(), _shape.Outputs, _shape.Kernel, _shape.Stride,
            _shape.Padding);
}
