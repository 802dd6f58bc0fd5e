using Ml.Gan.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// DCGAN's first generator layer: a latent vector (N, z) becomes feature maps (N, outputs, size, size). The same as a
/// transposed convolution over a 1×1 input, and written so to ONNX.
/// </summary>
/// <remarks>Its spectral norm is that of the matrix (z, outputs·size²): transposing a matrix leaves its singular values as they are.</remarks>
public sealed class Projection : Layer
{
    [ComponentName(Name = "weight")]
    private Parameter _weight;
    private readonly SpectralNormalization? _normalisation;
    private readonly int _latentSize;
    private readonly int _outputs;
    private readonly int _size;

    /// <summary>Creates the layer. Weights start normal, by default with standard deviation 0.02; there is no bias.</summary>
    public Projection(
        int latentSize, int outputs, int size, ParameterFactory parameters, bool spectralNorm = false, double standardDeviation = 0.02)
        : base("project")
    {
        (_latentSize, _outputs, _size) = (latentSize, outputs, size);
        _weight = parameters.Normal(0, standardDeviation, latentSize, outputs, size, size);
        register_parameter("weight", _weight);
        _normalisation = spectralNorm ? this.AddSpectralNormalization(latentSize, parameters) : null;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        input.matmul((_normalisation?.call(_weight) ?? _weight).view(_latentSize, -1)).view(-1, _outputs, _size, _size);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input)
    {
        var point = graph.Reshape($"{prefix}/point", input, 0, _latentSize, 1, 1);
        return graph.ConvTranspose2d(prefix, point, _normalisation.Exported(_weight), null, _outputs, _size);
    }
}
