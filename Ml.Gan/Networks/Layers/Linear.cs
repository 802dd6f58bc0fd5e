using Ml.Gan.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>Fully connected layer: (N, inputs) to (N, outputs), y = x·Wᵀ + b, where there is a bias b.</summary>
public sealed class Linear : Layer
{
    [ComponentName(Name = "weight")]
    private Parameter _weight;
    [ComponentName(Name = "bias")]
    private Parameter? _bias;
    private readonly SpectralNormalization? _normalisation;

    /// <summary>
    /// Creates the layer. Weights and bias start uniform in ±1/√inputs (PyTorch's default for linear layers).
    /// </summary>
    public Linear(int inputs, int outputs, ParameterFactory parameters, bool spectralNorm = false, bool bias = true)
        : base("linear")
    {
        double bound = 1 / Math.Sqrt(inputs);
        _weight = parameters.Uniform(bound, outputs, inputs);
        register_parameter("weight", _weight);
        if (bias)
        {
            _bias = parameters.Uniform(bound, outputs);
            register_parameter("bias", _bias);
        }
        _normalisation = spectralNorm ? this.AddSpectralNormalization(outputs, parameters) : null;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.linear(input, _normalisation?.call(_weight) ?? _weight, _bias);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) =>
        graph.Linear(prefix, input, _normalisation.Exported(_weight), _bias?.ToFloats(), (int)_weight.shape[0]);
}
