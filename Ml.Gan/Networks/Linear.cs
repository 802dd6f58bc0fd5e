using Ml.Gan.Native;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>Fully connected layer: (N, inputs) to (N, outputs), y = x·Wᵀ + b, where there is a bias b.</summary>
public sealed class Linear : Layer
{
    [ComponentName(Name = "weight")]
    private Parameter _weight;
    [ComponentName(Name = "bias")]
    private Parameter? _bias;
    private readonly SpectralNormalization? _normalization;

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
        _normalization = spectralNorm ? this.AddSpectralNormalization(outputs, parameters) : null;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) =>
        MixedPrecision.Linear(input, _normalization?.call(_weight) ?? _weight, _bias);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Linear(prefix, input, _normalization.Exported(_weight), _bias?.ToFloats(), (int)_weight.shape[0]);

    /// <summary>Adds the weights to a graph, for a layer that is applied several times.</summary>
    internal ExportedLinear Prepare(OnnxGraph graph, string prefix) => new(
        graph.Constant($"{prefix}.weight", _normalization.Exported(_weight), _weight.shape),
        _bias is null ? null : graph.Constant($"{prefix}.bias", _bias.ToFloats(), _bias.shape),
        _weight.shape[0]);
}

/// <summary>Weights of a <see cref="Linear"/> in an ONNX graph.</summary>
internal sealed record ExportedLinear(OnnxValue Weight, OnnxValue? Bias, long Outputs)
{
    /// <summary>Writes y = x·Wᵀ + b, (N, inputs) to (N, outputs).</summary>
    public OnnxValue Apply(OnnxGraph graph, string name, OnnxValue input) => graph.Node(
        "Gemm", name, Bias is null ? [input, Weight] : [input, Weight, Bias], [input.Shape[0], Outputs], ("transB", 1));
}

/// <summary>
/// DCGAN's first generator layer: a latent vector (N, z) becomes feature maps (N, outputs, size, size). The same as a
/// transposed convolution over a 1×1 input, and written so to ONNX.
/// </summary>
/// <remarks>
/// Its spectral norm is that of the matrix (z, outputs·size²): transposing a matrix leaves its singular values as they
/// are.
/// </remarks>
public sealed class LinearToFeatureMaps : Layer
{
    [ComponentName(Name = "weight")]
    private Parameter _weight;
    private readonly SpectralNormalization? _normalization;
    private readonly int _latentSize;
    private readonly int _outputs;
    private readonly int _size;

    /// <summary>
    /// Creates the layer. Weights start normal, by default with standard deviation 0.02; there is no bias.
    /// </summary>
    public LinearToFeatureMaps(
        int latentSize, int outputs, int size, ParameterFactory parameters, bool spectralNorm = false,
        double standardDeviation = 0.02)
        : base("project")
    {
        (_latentSize, _outputs, _size) = (latentSize, outputs, size);
        _weight = parameters.Normal(0, standardDeviation, latentSize, outputs, size, size);
        register_parameter("weight", _weight);
        _normalization = spectralNorm ? this.AddSpectralNormalization(latentSize, parameters) : null;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) =>
        ChannelsLast.Of(MixedPrecision.Cast(input).matmul(Matrix).view(-1, _outputs, _size, _size));

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var point = graph.Reshape($"{prefix}/point", input, 0, _latentSize, 1, 1);
        return graph.ConvTranspose2d(prefix, point, _normalization.Exported(_weight), null, _outputs, _size);
    }

    private Tensor Matrix =>
        MixedPrecision.Cast(_normalization?.call(_weight) ?? _weight).view(_latentSize, -1);
}

/// <summary>factor·x.</summary>
public sealed class Scale(double factor) : Layer("scale")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => input * factor;

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Mul(prefix, input, graph.Constant($"{prefix}/factor", [(float)factor], 1));
}

/// <summary>(N, …) to (N, everything else in one dimension).</summary>
public sealed class Flatten() : Layer("flatten")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => input.reshape(input.shape[0], -1);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Reshape(prefix, input, 0, -1);
}

/// <summary>(N, C·H·W) to (N, C, H, W).</summary>
public sealed class Unflatten(int channels, int height, int width) : Layer("unflatten")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) =>
        ChannelsLast.Of(input.view(-1, channels, height, width));

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Reshape(prefix, input, 0, channels, height, width);
}
