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
    public static OnnxValue NormalLike(OnnxGraph graph, string name, OnnxValue rows, int latentSize)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(latentSize, 1);
        if (rows.Shape is not [var batch, 1])
            throw new ArgumentException(
                $"Noise '{name}' needs a value of shape (N, 1) to take the number of rows from; got {rows}.",
                nameof(rows));

        OnnxValue size = graph.Constant($"{name}.size", [1, latentSize], 2);
        OnnxValue like = graph.Node("Expand", $"{name}.rows", [rows, size], [batch, latentSize]);
        return graph.Node(
            "RandomNormalLike", name, [like], [batch, latentSize], ("dtype", (long)OnnxElementType.Float));
    }
}
