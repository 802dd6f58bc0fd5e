namespace Ml.Gan.Onnx;

public static partial class OnnxOperators
{
    /// <summary>
    /// Makes an image a whole number of times larger by repeating pixels, PyTorch's <c>Upsample(mode="nearest")</c>.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Shape (N, C, H, W).</param>
    /// <param name="scale">How many times each pixel is repeated in each direction. Default 2.</param>
    /// <returns>Shape (N, C, scale·H, scale·W).</returns>
    public static OnnxValue UpsampleNearest(this OnnxGraph graph, string name, OnnxValue value, int scale = 2) => Resize(
        graph,
        "UpsampleNearest",
        name,
        value,
        scale,
        ("mode", "nearest"),
        ("coordinate_transformation_mode", "asymmetric"),
        ("nearest_mode", "floor"));

    /// <summary>
    /// Makes an image a whole number of times larger by interpolating between pixel centres, PyTorch's
    /// <c>Upsample(mode="bilinear", align_corners=False)</c>.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Shape (N, C, H, W).</param>
    /// <param name="scale">How many times larger in each direction. Default 2.</param>
    /// <returns>Shape (N, C, scale·H, scale·W).</returns>
    public static OnnxValue UpsampleBilinear(this OnnxGraph graph, string name, OnnxValue value, int scale = 2) => Resize(
        graph, "UpsampleBilinear", name, value, scale, ("mode", "linear"), ("coordinate_transformation_mode", "half_pixel"));

    /// <summary>Turns groups of block² channels into block×block pixels, PyTorch's <c>PixelShuffle</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Shape (N, C·block², H, W).</param>
    /// <param name="block">Height and width of a block. Default 2.</param>
    /// <returns>Shape (N, C, block·H, block·W).</returns>
    /// <exception cref="ArgumentException">The channels cannot be divided by block².</exception>
    public static OnnxValue DepthToSpace(this OnnxGraph graph, string name, OnnxValue value, int block = 2)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
        (long channels, long height, long width) = value.Image("DepthToSpace", name);
        if (channels % (block * block) != 0)
            throw new ArgumentException(
                $"DepthToSpace '{name}' needs a multiple of {block * block} channels; got {value}.");
        return graph.Node(
            "DepthToSpace",
            name,
            [value],
            [value.Shape[0], channels / (block * block), block * height, block * width],
            ("blocksize", block),
            ("mode", "CRD"));
    }

    private static OnnxValue Resize(
        OnnxGraph graph, string caller, string name, OnnxValue value, int scale, params (string Name, object Value)[] attributes)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        (long channels, long height, long width) = value.Image(caller, name);
        OnnxValue scales = graph.Constant($"{name}.scales", [1f, 1f, scale, scale], 4);
        return graph.Node("Resize", name, [value, null, scales], [value.Shape[0], channels, scale * height, scale * width], attributes);
    }
}
