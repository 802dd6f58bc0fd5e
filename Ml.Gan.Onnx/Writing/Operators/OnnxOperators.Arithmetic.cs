namespace Ml.Gan.Onnx;

public static partial class OnnxOperators
{
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
}
