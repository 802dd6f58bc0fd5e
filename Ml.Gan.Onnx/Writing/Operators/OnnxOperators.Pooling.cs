namespace Ml.Gan.Onnx;

public static partial class OnnxOperators
{
    /// <summary>Means of blocks of pixels, PyTorch's <c>AvgPool2d</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Shape (N, C, H, W).</param>
    /// <param name="block">Height and width of a block. Default 2.</param>
    /// <returns>Shape (N, C, H/block, W/block).</returns>
    /// <exception cref="ArgumentException">Height or width is no multiple of the block.</exception>
    public static OnnxValue AveragePool2d(this OnnxGraph graph, string name, OnnxValue value, int block = 2)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
        (long channels, long height, long width) = value.Image("AveragePool2d", name);
        if (height % block != 0 || width % block != 0)
            throw new ArgumentException($"AveragePool2d '{name}' of {value}: height and width must be multiples of {block}.", nameof(value));
        return graph.Node(
            "AveragePool",
            name,
            [value],
            [value.Shape[0], channels, height / block, width / block],
            ("kernel_shape", new long[] { block, block }),
            ("strides", new long[] { block, block }));
    }
}
