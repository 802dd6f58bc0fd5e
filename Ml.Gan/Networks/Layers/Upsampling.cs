using Ml.Gan.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// DCGAN's up-sampling step: a transposed convolution with kernel 4, stride 2 and padding 1 that doubles height and
/// width, (N, inputs, H, W) to (N, outputs, 2H, 2W) (Radford, Metz and Chintala, 2015).
/// </summary>
public sealed class Upsampling : Layer
{
    [ComponentName(Name = "weight")]
    private Parameter _weight;
    [ComponentName(Name = "bias")]
    private Parameter? _bias;

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
    public override Tensor forward(Tensor input) => Convolutions.ConvTranspose2d(input, _weight, _bias, stride: 2, padding: 1);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) =>
        graph.ConvTranspose2d(
        prefix, input, _weight.ToFloats(), _bias?.ToFloats(), (int)_weight.shape[1], kernelSize: 4, stride: 2, padding: 1);
}
