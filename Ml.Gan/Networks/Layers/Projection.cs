using Ml.Gan.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// DCGAN's first generator layer: a latent vector (N, z) becomes feature maps (N, outputs, size, size). The same as a
/// transposed convolution over a 1×1 input, and written so to ONNX.
/// </summary>
public sealed class Projection : Layer
{
    private readonly Parameter _weight;
    private readonly int _latentSize;
    private readonly int _outputs;
    private readonly int _size;

    /// <summary>Creates the layer. Weights start normal with standard deviation 0.02; there is no bias.</summary>
    public Projection(int latentSize, int outputs, int size, ParameterFactory parameters)
        : base("project")
    {
        (_latentSize, _outputs, _size) = (latentSize, outputs, size);
        _weight = parameters.Normal(0, 0.02, latentSize, outputs, size, size);
        register_parameter("weight", _weight);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        input.matmul(_weight.view(_latentSize, -1)).view(-1, _outputs, _size, _size);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input)
    {
        var point = graph.Reshape($"{prefix}/point", input, 0, _latentSize, 1, 1);
        return graph.ConvTranspose2d(prefix, point, _weight.ToFloats(), null, _outputs, _size);
    }
}
