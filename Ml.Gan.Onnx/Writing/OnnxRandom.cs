namespace Ml.Gan.Onnx;

/// <summary>Noise drawn by the runtime: other numbers at every run, which no seed repeats.</summary>
public static class OnnxRandom
{
    /// <summary>Standard normal noise with as many rows as a value has; its elements are not read.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="rows">Shape (N, 1), for example an input that a pipeline fills with anything.</param>
    /// <param name="latentSize">Components of a row, z.</param>
    /// <returns>Shape (N, z).</returns>
    /// <exception cref="ArgumentException"><paramref name="rows"/> has another shape.</exception>
    public static OnnxValue NormalLike(OnnxGraph graph, string name, OnnxValue rows, int latentSize) =>
        Like(graph, "RandomNormalLike", name, rows, latentSize);

    /// <summary>Uniform noise with as many rows as a value has; its elements are not read.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="rows">Shape (N, 1).</param>
    /// <param name="size">Components of a row, k.</param>
    /// <param name="low">The least number.</param>
    /// <param name="high">The number that all stay below.</param>
    /// <returns>Shape (N, k).</returns>
    /// <exception cref="ArgumentException"><paramref name="rows"/> has another shape.</exception>
    public static OnnxValue UniformLike(OnnxGraph graph, string name, OnnxValue rows, int size, float low, float high) =>
        Like(graph, "RandomUniformLike", name, rows, size, ("low", low), ("high", high));

    private static OnnxValue Like(
        OnnxGraph graph, string op, string name, OnnxValue rows, int columns, params (string Name, object Value)[] attributes)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (rows.Shape is not [var batch, 1])
            throw new ArgumentException(
                $"Noise '{name}' needs a value of shape (N, 1) to take the number of rows from; got {rows}.",
                nameof(rows));

        OnnxValue size = graph.Constant($"{name}.size", [1, columns], 2);
        OnnxValue like = graph.Node("Expand", $"{name}.rows", [rows, size], [batch, columns]);
        return graph.Node(op, name, [like], [batch, columns], [("dtype", (long)OnnxElementType.Float), .. attributes]);
    }
}
