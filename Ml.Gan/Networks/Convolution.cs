using Ml.Gan.Native;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>2-D convolution: (N, inputs, H, W) to (N, outputs, H', W').</summary>
public sealed class Convolution : Layer
{
    [ComponentName(Name = "weight")]
    private Parameter _weight;
    [ComponentName(Name = "bias")]
    private Parameter? _bias;
    private readonly SpectralNormalization? _normalization;
    private readonly int _stride;
    private readonly int _padding;

    /// <summary>Standard deviation of weights at the start in a network of batch normalization.</summary>
    internal const double DefaultDeviation = 0.02;

    /// <summary>
    /// Creates the layer. Weights start normal, by default with standard deviation 0.02 (DCGAN: Radford, Metz and
    /// Chintala, 2015), the bias at zero. As many filters in a row as <paramref name="repeats"/> says start the same:
    /// before a pixel shuffle, which puts them beside each other, images start without a pattern (Aitken et al., 2017).
    /// </summary>
    /// <exception cref="ArgumentException">The outputs are no multiple of the repeats.</exception>
    public Convolution(
        int inputs, int outputs, int kernel, int stride, int padding, bool bias, ParameterFactory parameters,
        bool spectralNorm = false, double standardDeviation = DefaultDeviation, int repeats = 1)
        : base("conv")
    {
        if (repeats < 1 || outputs % repeats != 0)
            throw new ArgumentException($"{outputs} filters can't start {repeats} the same in a row.", nameof(repeats));
        (_stride, _padding) = (stride, padding);
        _weight = parameters.Repeated(repeats, standardDeviation, outputs, inputs, kernel, kernel);
        register_parameter("weight", _weight);
        _normalization = spectralNorm ? this.AddSpectralNormalization(outputs, parameters) : null;
        if (!bias)
            return;
        _bias = parameters.Zeros(outputs);
        register_parameter("bias", _bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) =>
        Convolutions.Conv2d(input, _normalization?.call(_weight) ?? _weight, _bias, _stride, _padding);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Conv2d(
            prefix, input, _normalization.Exported(_weight), _bias?.ToFloats(), (int)_weight.shape[0],
            (int)_weight.shape[2], _stride, _padding);
}

/// <summary>
/// DCGAN's up-sampling step: a transposed convolution with kernel 4, stride 2 and padding 1 that doubles height and
/// width, (N, inputs, H, W) to (N, outputs, 2H, 2W) (Radford, Metz and Chintala, 2015).
/// </summary>
public sealed class TransposedConvolution : Layer
{
    [ComponentName(Name = "weight")]
    private Parameter _weight;
    [ComponentName(Name = "bias")]
    private Parameter? _bias;

    /// <summary>
    /// Creates the layer. Weights start normal, by default with standard deviation 0.02, the bias at zero.
    /// </summary>
    public TransposedConvolution(
        int inputs, int outputs, bool bias, ParameterFactory parameters,
        double standardDeviation = Convolution.DefaultDeviation)
        : base("upsample")
    {
        _weight = parameters.Normal(0, standardDeviation, inputs, outputs, 4, 4);
        register_parameter("weight", _weight);
        if (!bias)
            return;
        _bias = parameters.Zeros(outputs);
        register_parameter("bias", _bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) =>
        Convolutions.ConvTranspose2d(input, _weight, _bias, stride: 2, padding: 1);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.ConvTranspose2d(
            prefix, input, _weight.ToFloats(), _bias?.ToFloats(), (int)_weight.shape[1], kernelSize: 4, stride: 2,
            padding: 1);
}

/// <summary>
/// A convolution that keeps height and width, of 3×3 where nothing else is asked for, batch normalization and ReLU: (N,
/// inputs, H, W) to (N, outputs, H, W).
/// </summary>
internal static class NormalizedConvolution
{
    public static Layer[] Create(int inputs, int outputs, ParameterFactory parameters, int kernel = 3) =>
    [
        new Convolution(inputs, outputs, kernel, stride: 1, padding: kernel / 2, bias: false, parameters),
        new BatchNorm(outputs, parameters),
        new Relu(),
    ];
}
