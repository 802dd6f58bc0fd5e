namespace Ml.Gan.Onnx;

/// <summary>
/// Noise made inside the graph from a seed: the same seed gives the same latent in every language and on every device.
/// </summary>
public static class OnnxNoise
{
    /// <summary>
    /// Standard normal latents from one 64 bit seed per row, the same as <see cref="LatentNoise.Fill"/> gives. Written
    /// with operators of opset 13 on int64, double and float that ONNX Runtime has on the CPU and in browsers.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">First part of the nodes' names, and the name of the result.</param>
    /// <param name="seed">Shape (N), int64; any values.</param>
    /// <param name="latentSize">Components of a row, z.</param>
    /// <returns>Float, shape (N, z).</returns>
    /// <exception cref="ArgumentException"><paramref name="seed"/> has another shape or type.</exception>
    public static OnnxValue FromSeed(OnnxGraph graph, string name, OnnxValue seed, int latentSize)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentOutOfRangeException.ThrowIfLessThan(latentSize, 1);
        if (seed.Shape.Count != 1 || seed.ElementType != OnnxElementType.Int64)
            throw new ArgumentException(
                $"Noise '{name}' needs seeds as int64 of shape (N); got {seed.ElementType} {seed}.", nameof(seed));

        CounterNoiseNodes nodes = new(graph, name);
        int pairs = (latentSize + 1) / 2;
        (OnnxValue first, OnnxValue second) = nodes.Draw(graph.Reshape($"{name}.seed", seed, -1, 1), pairs);
        OnnxValue radius = nodes.Radius(first);
        OnnxValue angle = nodes.Angle(second);
        OnnxValue cosine = nodes.Project("cos", radius, angle);
        OnnxValue sine = nodes.Project("sin", radius, angle);
        return latentSize == 2 * pairs
            ? graph.Concat(name, [cosine, sine])
            : nodes.FirstColumns(graph.Concat($"{name}.pairs", [cosine, sine]), latentSize);
    }
}
