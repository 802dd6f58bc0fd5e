using Ml.Gan.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// DCGAN's up-sampling step: a transposed convolution with kernel 4, stride 2 and padding 1 that doubles height and
/// width, (N, inputs, H, W) to (N, outputs, 2H, 2W) (Radford, Metz and Chintala, 2015).
/// </summary>
public sealed class Upsampling : Layer
{
    private readonly Parameter _weight;
    private readonly Parameter? _bias;

    /// <summary>Creates the layer. Weights start normal with standard deviation 0.02, the bias at zero.</summary>
    public Upsampling(int inputs, int outputs, bool bias, ParameterFactory parameters)
        : base("upsample")
    {
        _weight = parameters.Normal(0, 0.02, inputs, outputs, 4, 4);
        register_parameter("weight", _weight);
        if (!bias)
            return;
        _bias = parameters.Zeros(outputs);
        register_parameter("bias", _bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (input.device_type != DeviceType.CPU)
            return nn.functional.conv_transpose2d(input, _weight, _bias, [2, 2], [1, 1]);
        var output = SubpixelUpsampling.apply(input, _weight);
        return _bias is null ? output : output + _bias.view(1, -1, 1, 1);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) =>
        graph.ConvTranspose2d(
        prefix, input, _weight.ToFloats(), _bias?.ToFloats(), (int)_weight.shape[1], kernelSize: 4, stride: 2, padding: 1);
}
