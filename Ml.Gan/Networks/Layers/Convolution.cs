using Ml.Gan.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>2-D convolution: (N, inputs, H, W) to (N, outputs, H', W').</summary>
public sealed class Convolution : Layer
{
    [ComponentName(Name = "weight")]
    private Parameter _weight;
    [ComponentName(Name = "bias")]
    private Parameter? _bias;
    private readonly SpectralNormalization? _normalisation;
    private readonly int _stride;
    private readonly int _padding;

    /// <summary>
    /// Creates the layer. Weights start normal, by default with standard deviation 0.02 (DCGAN: Radford, Metz and Chintala, 2015),
    /// the bias at zero.
    /// </summary>
    public Convolution(
        int inputs, int outputs, int kernel, int stride, int padding, bool bias, ParameterFactory parameters, bool spectralNorm = false,
        double standardDeviation = 0.02)
        : base("conv")
    {
        (_stride, _padding) = (stride, padding);
        _weight = parameters.Normal(0, standardDeviation, outputs, inputs, kernel, kernel);
        register_parameter("weight", _weight);
        _normalisation = spectralNorm ? this.AddSpectralNormalization(outputs, parameters) : null;
        if (!bias)
            return;
        _bias = parameters.Zeros(outputs);
        register_parameter("bias", _bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        Convolutions.Conv2d(input, _normalisation?.call(_weight) ?? _weight, _bias, _stride, _padding);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) =>
        graph.Conv2d(
            prefix, input, _normalisation.Exported(_weight), _bias?.ToFloats(), (int)_weight.shape[0], (int)_weight.shape[2],
            _stride, _padding);
}
