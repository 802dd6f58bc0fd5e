namespace Ml.Gan.Onnx;

/// <summary>
/// The operators that generators are made of, with PyTorch's layouts of weights and its names for settings.
/// </summary>
public static partial class OnnxOperators
{
    /// <summary>y = x·Wᵀ + b, PyTorch's <c>Linear</c>, as a Gemm node.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node; its constants are called <c>name.weight</c> and <c>name.bias</c>.</param>
    /// <param name="value">Shape (N, inFeatures).</param>
    /// <param name="weight">Shape (outFeatures, inFeatures).</param>
    /// <param name="bias">outFeatures numbers, or null for none.</param>
    /// <param name="outFeatures">Number of features to give.</param>
    /// <returns>Shape (N, outFeatures).</returns>
    /// <exception cref="ArgumentException">A shape or a number of weights does not fit.</exception>
    public static OnnxValue Linear(
        this OnnxGraph graph, string name, OnnxValue value, float[] weight, float[]? bias, int outFeatures)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Shape is not [var batch, { } inFeatures])
            throw new ArgumentException(
                $"Linear '{name}' needs a value of shape (N, features); got {value}. Reshape it first.");

        Shapes.RequireLength(weight, "weight", "Linear", name, outFeatures, inFeatures);
        List<OnnxValue> inputs = [value, graph.Constant($"{name}.weight", weight, outFeatures, inFeatures)];
        AddBias(graph, "Linear", name, inputs, bias, outFeatures);
        return graph.Node("Gemm", name, inputs, [batch, outFeatures], ("transB", 1));
    }

    /// <summary>The products of two batches of matrices, PyTorch's <c>bmm</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="left">Shape (N, rows, inner).</param>
    /// <param name="right">Shape (N, inner, columns).</param>
    /// <returns>Shape (N, rows, columns).</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static OnnxValue MatMul(this OnnxGraph graph, string name, OnnxValue left, OnnxValue right)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Shape is not [var batch, var rows, { } inner] || right.Shape is not [var other, { } same, var columns]
            || batch != other || inner != same)
            throw new ArgumentException(
                $"MatMul '{name}' needs values of shapes (N, rows, inner) and (N, inner, columns); got {left} and {right}.");
        return graph.Node("MatMul", name, [left, right], [batch, rows, columns]);
    }

    private static void AddBias(
        OnnxGraph graph, string op, string name, List<OnnxValue> inputs, float[]? bias, long channels)
    {
        if (bias is null)
            return;
        Shapes.RequireLength(bias, "bias", op, name, channels);
        inputs.Add(graph.Constant($"{name}.bias", bias, channels));
    }
}
