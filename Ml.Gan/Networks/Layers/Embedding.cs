using Ml.Gan.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// A learnt vector for each class: one-hot rows (N, c) to (N, outputs). Other conditions are mixed from the vectors: the layer is linear,
/// without a bias.
/// </summary>
public sealed class Embedding : Layer
{
    [ComponentName(Name = "weight")]
    private Parameter _weight;
    private readonly SpectralNormalization? _normalisation;

    /// <summary>Creates the layer. The vectors start normal with mean <paramref name="mean"/> and the given standard deviation.</summary>
    public Embedding(
        int conditionSize, int outputs, ParameterFactory parameters, double mean = 0, double standardDeviation = 1, bool spectralNorm = false)
        : base("embedding")
    {
        _weight = parameters.Normal(mean, standardDeviation, outputs, conditionSize);
        register_parameter("weight", _weight);
        _normalisation = spectralNorm ? this.AddSpectralNormalization(outputs, parameters) : null;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.linear(input, _normalisation?.call(_weight) ?? _weight);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) =>
        graph.Linear(prefix, input, _normalisation.Exported(_weight), null, (int)_weight.shape[0]);
}
