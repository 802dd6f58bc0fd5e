using Ml.Gan.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// Fully connected layer with an equalised learning rate (Karras et al., 2018): weights start normal with standard deviation 1 and are
/// scaled by gain/√inputs at run time. (N, inputs) to (N, outputs); in ONNX it is an ordinary linear layer.
/// </summary>
public sealed class EqualizedLinear : Layer
{
    private readonly EqualizedWeight _weight;
    [ComponentName(Name = "bias")]
    private Parameter _bias;
    private readonly int _outputs;

    /// <summary>Creates the layer. The bias starts at zero.</summary>
    /// <param name="inputs">Numbers in the input.</param>
    /// <param name="outputs">Numbers in the output.</param>
    /// <param name="gain">√2 where a rectifier follows, 1 for a linear output.</param>
    /// <param name="parameters">Makes the weights.</param>
    /// <param name="spectralNorm">Whether the weights are divided by their largest singular value, which takes the scale's place. Default false.</param>
    public EqualizedLinear(int inputs, int outputs, double gain, ParameterFactory parameters, bool spectralNorm = false)
        : base("equalized_linear")
    {
        _outputs = outputs;
        _weight = new EqualizedWeight(this, gain, parameters, spectralNorm, outputs, inputs);
        _bias = parameters.Zeros(outputs);
        register_parameter("bias", _bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.linear(input, _weight.Scaled(), _bias);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) =>
        graph.Linear(prefix, input, _weight.Exported(), _bias.ToFloats(), _outputs);
}
