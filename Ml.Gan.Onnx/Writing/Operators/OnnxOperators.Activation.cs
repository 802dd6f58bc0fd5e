namespace Ml.Gan.Onnx;

public static partial class OnnxOperators
{
    /// <summary>max(x, 0).</summary>
    public static OnnxValue Relu(this OnnxGraph graph, string name, OnnxValue value) =>
        Elementwise(graph, "Relu", name, value);

    /// <summary>x where x ≥ 0, alpha·x elsewhere.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Any shape.</param>
    /// <param name="alpha">Slope for negative values. Default 0.01.</param>
    public static OnnxValue LeakyRelu(this OnnxGraph graph, string name, OnnxValue value, float alpha = 0.01f) =>
        Elementwise(graph, "LeakyRelu", name, value, ("alpha", alpha));

    /// <summary>The hyperbolic tangent: values between −1 and 1.</summary>
    public static OnnxValue Tanh(this OnnxGraph graph, string name, OnnxValue value) =>
        Elementwise(graph, "Tanh", name, value);

    /// <summary>1 / (1 + e⁻ˣ): values between 0 and 1.</summary>
    public static OnnxValue Sigmoid(this OnnxGraph graph, string name, OnnxValue value) =>
        Elementwise(graph, "Sigmoid", name, value);

    /// <summary>|x|.</summary>
    public static OnnxValue Abs(this OnnxGraph graph, string name, OnnxValue value) => Elementwise(graph, "Abs", name, value);

    /// <summary>−x.</summary>
    public static OnnxValue Neg(this OnnxGraph graph, string name, OnnxValue value) => Elementwise(graph, "Neg", name, value);

    /// <summary>eˣ.</summary>
    public static OnnxValue Exp(this OnnxGraph graph, string name, OnnxValue value) => Elementwise(graph, "Exp", name, value);

    /// <summary>√x.</summary>
    public static OnnxValue Sqrt(this OnnxGraph graph, string name, OnnxValue value) => Elementwise(graph, "Sqrt", name, value);

    /// <summary>Values below one bound or above another become the bound.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Any shape.</param>
    /// <param name="smallest">The lower bound.</param>
    /// <param name="largest">The upper bound.</param>
    public static OnnxValue Clip(this OnnxGraph graph, string name, OnnxValue value, float smallest, float largest)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        OnnxValue[] inputs = [value, graph.Constant($"{name}.min", [smallest]), graph.Constant($"{name}.max", [largest])];
        return graph.Node("Clip", name, inputs, [.. value.Shape]);
    }

    /// <summary>eˣ over its sum along one axis: positive numbers that add up to 1 there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static OnnxValue Softmax(this OnnxGraph graph, string name, OnnxValue value, int axis = 1)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (axis < 0 || axis >= value.Shape.Count)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"Softmax '{name}' of {value}: there is no such axis.");
        return Elementwise(graph, "Softmax", name, value, ("axis", axis));
    }

    private static OnnxValue Elementwise(
        OnnxGraph graph, string op, string name, OnnxValue value, params (string Name, object Value)[] attributes)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        return graph.Node(op, name, [value], [.. value.Shape], attributes);
    }
}
