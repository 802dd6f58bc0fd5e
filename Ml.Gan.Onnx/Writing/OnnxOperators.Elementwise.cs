namespace Ml.Gan.Onnx.Writing;

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

    /// <summary>
    /// x where x ≥ 0, the channel's slope times x elsewhere (He et al. 2015; PyTorch's <c>PReLU</c>).
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node; its constant is called <c>name.slope</c>.</param>
    /// <param name="value">Shape (N, C, …) with C known.</param>
    /// <param name="slopes">C slopes for negative values.</param>
    /// <exception cref="ArgumentException">The number of slopes is not C.</exception>
    public static OnnxValue PRelu(this OnnxGraph graph, string name, OnnxValue value, float[] slopes)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        long channels = value.Channels("PRelu", name);
        Shapes.RequireLength(slopes, "slopes", "PRelu", name, channels);
        long[] shape = [channels, .. value.Shape.Skip(2).Select(_ => 1L)];
        return graph.Node("PRelu", name, [value, graph.Constant($"{name}.slope", slopes, shape)], [.. value.Shape]);
    }

    /// <summary>The hyperbolic tangent: values between −1 and 1.</summary>
    public static OnnxValue Tanh(this OnnxGraph graph, string name, OnnxValue value) =>
        Elementwise(graph, "Tanh", name, value);

    /// <summary>1 / (1 + e⁻ˣ): values between 0 and 1.</summary>
    public static OnnxValue Sigmoid(this OnnxGraph graph, string name, OnnxValue value) =>
        Elementwise(graph, "Sigmoid", name, value);

    /// <summary>|x|.</summary>
    public static OnnxValue Abs(this OnnxGraph graph, string name, OnnxValue value) =>
        Elementwise(graph, "Abs", name, value);

    /// <summary>−x.</summary>
    public static OnnxValue Neg(this OnnxGraph graph, string name, OnnxValue value) =>
        Elementwise(graph, "Neg", name, value);

    /// <summary>eˣ.</summary>
    public static OnnxValue Exp(this OnnxGraph graph, string name, OnnxValue value) =>
        Elementwise(graph, "Exp", name, value);

    /// <summary>√x.</summary>
    public static OnnxValue Sqrt(this OnnxGraph graph, string name, OnnxValue value) =>
        Elementwise(graph, "Sqrt", name, value);

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
        OnnxValue[] inputs =
            [value, graph.Constant($"{name}.min", [smallest]), graph.Constant($"{name}.max", [largest])];
        return graph.Node("Clip", name, inputs, [.. value.Shape]);
    }

    /// <summary>eˣ over its sum along one axis: positive numbers that add up to 1 there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static OnnxValue Softmax(this OnnxGraph graph, string name, OnnxValue value, int axis = 1)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (axis < 0 || axis >= value.Shape.Count)
            throw new ArgumentOutOfRangeException(
                nameof(axis), axis, $"Softmax '{name}' of {value}: there is no such axis.");
        return Elementwise(graph, "Softmax", name, value, ("axis", axis));
    }

    private static OnnxValue Elementwise(
        OnnxGraph graph, string op, string name, OnnxValue value, params (string Name, object Value)[] attributes)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        return graph.Node(op, name, [value], [.. value.Shape], attributes);
    }

    /// <summary>left + right, broadcast as in NumPy.</summary>
    /// <exception cref="ArgumentException">The shapes cannot be broadcast.</exception>
    public static OnnxValue Add(this OnnxGraph graph, string name, OnnxValue left, OnnxValue right) =>
        Binary(graph, "Add", name, left, right);

    /// <summary>left − right, broadcast as in NumPy.</summary>
    /// <exception cref="ArgumentException">The shapes cannot be broadcast.</exception>
    public static OnnxValue Sub(this OnnxGraph graph, string name, OnnxValue left, OnnxValue right) =>
        Binary(graph, "Sub", name, left, right);

    /// <summary>left · right, element by element, broadcast as in NumPy.</summary>
    /// <exception cref="ArgumentException">The shapes cannot be broadcast.</exception>
    public static OnnxValue Mul(this OnnxGraph graph, string name, OnnxValue left, OnnxValue right) =>
        Binary(graph, "Mul", name, left, right);

    /// <summary>left / right, element by element, broadcast as in NumPy.</summary>
    /// <exception cref="ArgumentException">The shapes cannot be broadcast.</exception>
    public static OnnxValue Div(this OnnxGraph graph, string name, OnnxValue left, OnnxValue right) =>
        Binary(graph, "Div", name, left, right);

    internal static OnnxValue Binary(OnnxGraph graph, string op, string name, OnnxValue left, OnnxValue right)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return graph.Node(op, name, [left, right], Shapes.Broadcast(left, right, op, name));
    }

    /// <summary>The mean along one axis, which is left with size 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static OnnxValue ReduceMean(this OnnxGraph graph, string name, OnnxValue value, int axis)
    {
        long?[] shape = Reduced(graph, "ReduceMean", name, value, axis);
        return graph.Node("ReduceMean", name, [value], shape, ("axes", new long[] { axis }));
    }

    /// <summary>The sum along one axis, which is left with size 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static OnnxValue ReduceSum(this OnnxGraph graph, string name, OnnxValue value, int axis)
    {
        long?[] shape = Reduced(graph, "ReduceSum", name, value, axis);
        return graph.Node("ReduceSum", name, [value, graph.Constant($"{name}.axes", [(long)axis], 1)], shape);
    }

    /// <summary>The largest value along one axis, which is left with size 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static OnnxValue ReduceMax(this OnnxGraph graph, string name, OnnxValue value, int axis)
    {
        long?[] shape = Reduced(graph, "ReduceMax", name, value, axis);
        return graph.Node("ReduceMax", name, [value], shape, ("axes", new long[] { axis }));
    }

    /// <summary>log Σ eˣ along one axis, which is left with size 1; finite for any x.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static OnnxValue ReduceLogSumExp(this OnnxGraph graph, string name, OnnxValue value, int axis)
    {
        long?[] shape = Reduced(graph, "ReduceLogSumExp", name, value, axis);
        return graph.Node("ReduceLogSumExp", name, [value], shape, ("axes", new long[] { axis }));
    }

    private static long?[] Reduced(OnnxGraph graph, string op, string name, OnnxValue value, int axis)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        if (axis < 0 || axis >= value.Shape.Count)
            throw new ArgumentOutOfRangeException(
                nameof(axis), axis, $"{op} '{name}' of {value}: there is no such axis.");
        long?[] shape = [.. value.Shape];
        shape[axis] = 1;
        return shape;
    }
}
