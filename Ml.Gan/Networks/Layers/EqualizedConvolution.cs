using Ml.Gan.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// 2-D convolution with an equalised learning rate (Karras et al., 2018): weights start normal with standard deviation 1 and are scaled by
/// gain/√(inputs·kernel²) at run time. (N, inputs, H, W) to (N, outputs, H', W'); in ONNX it is an ordinary convolution.
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
    /// <param name="spectralNorm">Whether the weights are divided by their largest singular value, which takes the scale's place. Default false.</param>
    public EqualizedConvolution(
        int inputs, int outputs, int kernel, int stride, int padding, double gain, ParameterFactory parameters, bool spectralNorm = false)
        : base("equalized_conv")
    {
        _shape = (outputs, kernel, stride, padding);
        _weight = new EqualizedWeight(this, gain, parameters, spectralNorm, outputs, inputs, kernel, kernel);
        _bias = parameters.Zeros(outputs);
        register_parameter("bias", _bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        Convolutions.Conv2d(input, _weight.Scaled(), _bias, _shape.Stride, _shape.Padding);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) => graph.Conv2d(
        prefix, input, _weight.Exported(), _bias.ToFloats(), _shape.Outputs, _shape.Kernel, _shape.Stride, _shape.Padding);
}
