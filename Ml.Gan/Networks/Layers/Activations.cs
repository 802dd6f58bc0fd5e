using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>max(0, x).</summary>
public sealed class Relu() : Layer("relu")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.relu(input);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) => graph.Relu(prefix, input);
}

/// <summary>x for x ≥ 0, else slope·x (0.2 in DCGAN).</summary>
public sealed class LeakyRelu(float slope = 0.2f) : Layer("leaky_relu")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.leaky_relu(input, slope);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) =>
        graph.LeakyRelu(prefix, input, slope);
}

/// <summary>Hyperbolic tangent: values in [-1, 1].</summary>
public sealed class Tanh() : Layer("tanh")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.tanh();

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) => graph.Tanh(prefix, input);
}

/// <summary>1 / (1 + e⁻ˣ): values in [0, 1].</summary>
public sealed class Sigmoid() : Layer("sigmoid")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.sigmoid();

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) => graph.Sigmoid(prefix, input);
}

/// <summary>2σ(x) − 1: a sigmoid for images, whose values are in [-1, 1].</summary>
public sealed class ImageSigmoid() : Layer("image_sigmoid")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.sigmoid() * 2 - 1;

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input)
    {
        var doubled = graph.Mul($"{prefix}/double", graph.Sigmoid(prefix, input), graph.Constant($"{prefix}/two", [2f], 1));
        return graph.Add($"{prefix}/centre", doubled, graph.Constant($"{prefix}/minus_one", [-1f], 1));
    }
}
