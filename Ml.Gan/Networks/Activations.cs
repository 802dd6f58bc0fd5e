using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>Activation function of a hidden layer.</summary>
public enum Activation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x for x ≥ 0, else 0.2·x.</summary>
    LeakyRelu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,
}

internal static class ActivationLayers
{
    public static Layer CreateLayer(this Activation activation) => activation switch
    {
        Activation.Relu => new Relu(),
        Activation.LeakyRelu => new LeakyRelu(),
        Activation.Tanh => new Tanh(),
        Activation.Sigmoid => new Sigmoid(),
        _ => throw new GanOptionException("Network",
            $"There is no activation {activation}; there are {string.Join(", ", Enum.GetNames<Activation>())}."),
    };
}

/// <summary>max(0, x).</summary>
public sealed class Relu() : Layer("relu")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => nn.functional.relu(input);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Relu(prefix, input);
}

/// <summary>x for x ≥ 0, else slope·x (0.2 in DCGAN).</summary>
public sealed class LeakyRelu(float slope = 0.2f) : Layer("leaky_relu")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => nn.functional.leaky_relu(input, slope);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.LeakyRelu(prefix, input, slope);
}

/// <summary>Hyperbolic tangent: values in [-1, 1].</summary>
public sealed class Tanh() : Layer("tanh")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => input.tanh();

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Tanh(prefix, input);
}

/// <summary>min(max(−1, x), 1): values in [-1, 1], those in between as they are.</summary>
public sealed class Hardtanh() : Layer("hardtanh")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => input.clamp(-1, 1);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Clip(prefix, input, -1, 1);
}

/// <summary>1 / (1 + e⁻ˣ): values in [0, 1].</summary>
public sealed class Sigmoid() : Layer("sigmoid")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => input.sigmoid();

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Sigmoid(prefix, input);
}

/// <summary>2σ(x) − 1: a sigmoid for images, whose values are in [-1, 1].</summary>
public sealed class ImageSigmoid() : Layer("image_sigmoid")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => input.sigmoid() * 2 - 1;

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var doubled = graph.Mul(
            $"{prefix}/double", graph.Sigmoid(prefix, input), graph.Constant($"{prefix}/two", [2f], 1));
        return graph.Add($"{prefix}/centre", doubled, graph.Constant($"{prefix}/minus_one", [-1f], 1));
    }
}
