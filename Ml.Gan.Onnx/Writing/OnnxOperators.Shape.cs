namespace Ml.Gan.Onnx.Writing;

public static partial class OnnxOperators
{
    /// <summary>Gives a value another shape; the elements stay in their order.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Any shape.</param>
    /// <param name="shape">
    /// Positive dimensions, 0 to keep the input's, once −1 for what is left. Start with 0 or −1 to keep the batch.
    /// </param>
    /// <exception cref="ArgumentException">The elements do not fit.</exception>
    public static OnnxValue Reshape(this OnnxGraph graph, string name, OnnxValue value, params long[] shape)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(shape);
        long?[] result = Shapes.Reshaped(value, shape, name);
        return graph.Node("Reshape", name, [value, graph.Constant($"{name}.shape", shape, shape.Length)], result);
    }

    /// <summary>Puts axes in another order, PyTorch's <c>permute</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Any shape.</param>
    /// <param name="axes">For each axis of the result the axis that it was, each once.</param>
    /// <exception cref="ArgumentException">An axis is missing or there twice.</exception>
    public static OnnxValue Transpose(this OnnxGraph graph, string name, OnnxValue value, params int[] axes)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(axes);
        if (!axes.Order().SequenceEqual(Enumerable.Range(0, value.Shape.Count)))
            throw new ArgumentException(
                $"Transpose '{name}' of {value} needs each of its {value.Shape.Count} axes once; got "
                + $"[{string.Join(", ", axes)}].",
                nameof(axes));
        return graph.Node("Transpose", name, [value], [.. axes.Select(axis => value.Shape[axis])], ("perm", axes));
    }

    /// <summary>Repeats one sample for every sample of a batch.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Shape (1, …).</param>
    /// <param name="batch">Shape (N, …).</param>
    /// <returns>N copies of <paramref name="value"/>.</returns>
    public static OnnxValue ExpandBatch(this OnnxGraph graph, string name, OnnxValue value, OnnxValue batch)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(batch);
        if (value.Shape.Skip(1).Any(d => d is null))
            throw new ArgumentException(
                $"ExpandBatch '{name}' of {value}: only the batch may be known at run time alone.");
        long[] rest = [.. value.Shape.Skip(1).Select(d => d!.Value)];
        var count = graph.Node("Shape", $"{name}.count", [batch], [1], ("start", 0), ("end", 1));
        var shape = graph.Concat($"{name}.shape", [count, graph.Constant($"{name}.rest", rest, rest.Length)], axis: 0);
        return graph.Node("Expand", name, [value, shape], [batch.Shape[0], .. rest]);
    }

    /// <summary>Puts values one after the other along an axis.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="values">Shapes that agree but for <paramref name="axis"/>.</param>
    /// <param name="axis">The axis, from 0. Default 1: channels or features.</param>
    /// <exception cref="ArgumentException">There is no value, or the shapes do not agree.</exception>
    public static OnnxValue Concat(this OnnxGraph graph, string name, IReadOnlyList<OnnxValue> values, int axis = 1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
            throw new ArgumentException($"Concat '{name}' needs at least one value.", nameof(values));
        if (axis < 0 || axis >= values[0].Shape.Count)
            throw new ArgumentOutOfRangeException(
                nameof(axis), axis, $"Concat '{name}' of {values[0]}: there is no such axis.");

        long?[] shape = [.. values[0].Shape];
        foreach (var value in values.Skip(1))
        {
            if (value.Shape.Count != shape.Length || value.Shape.Where((d, i) => i != axis && d != shape[i]).Any())
                throw new ArgumentException(
                    $"Concat '{name}' along axis {axis} cannot join {values[0]} and {value}.", nameof(values));
        }

        shape[axis] = values.Aggregate((long?)0, (sum, v) => sum + v.Shape[axis]);
        return graph.Node("Concat", name, [.. values], shape, ("axis", axis));
    }

    /// <summary>A part along one axis, PyTorch's <c>narrow</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Any shape.</param>
    /// <param name="axis">The axis, from 0; its size has to be known.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="length">How much of it there is.</param>
    /// <exception cref="ArgumentException">The part isn't there.</exception>
    public static OnnxValue Narrow(this OnnxGraph graph, string name, OnnxValue value, int axis, int start, int length)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        long size = axis >= 0 && axis < value.Shape.Count ? value.Shape[axis] ?? 0 : 0;
        if (start < 0 || length < 1 || start + length > size)
            throw new ArgumentException(
                $"Narrow '{name}' of {value}: there is no part {start}…{start + length} along axis {axis}.",
                nameof(value));
        long?[] shape = [.. value.Shape];
        shape[axis] = length;
        OnnxValue Index(string part, long index) => graph.Constant($"{name}.{part}", [index], 1);
        OnnxValue[] inputs = [value, Index("start", start), Index("end", start + length), Index("axis", axis)];
        return graph.Node("Slice", name, inputs, shape);
    }

    /// <summary>
    /// Classes as rows of zeros with a one at the class; a row of zeros for a class beyond the last, while negative
    /// ones count from the end.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="labels">Classes from 0, int64, shape (N), or (N, M) for M to a sample.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <returns>Float, shape (N, classes), or (N, M, classes).</returns>
    public static OnnxValue OneHot(this OnnxGraph graph, string name, OnnxValue labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (labels.ElementType != OnnxElementType.Int64 || labels.Shape.Count > 2)
            throw new ArgumentException(
                $"OneHot '{name}' needs int64 labels of shape (N) or (N, M); got {labels.ElementType} {labels}.",
                nameof(labels));
        var depth = graph.Constant($"{name}.depth", [(long)classes]);
        var offAndOn = graph.Constant($"{name}.values", [0f, 1f], 2);
        return graph.Node("OneHot", name, [labels, depth, offAndOn], [.. labels.Shape, classes], ("axis", -1));
    }

    /// <summary>
    /// Makes an image a whole number of times larger by repeating pixels, PyTorch's <c>Upsample(mode="nearest")</c>.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Shape (N, C, H, W).</param>
    /// <param name="scale">How many times each pixel is repeated in each direction. Default 2.</param>
    /// <returns>Shape (N, C, scale·H, scale·W).</returns>
    public static OnnxValue UpsampleNearest(
        this OnnxGraph graph, string name, OnnxValue value, int scale = 2) => Resize(
        graph,
        "UpsampleNearest",
        name,
        value,
        scale,
        ("mode", "nearest"),
        ("coordinate_transformation_mode", "asymmetric"),
        ("nearest_mode", "floor"));

    /// <summary>
    /// Makes an image a whole number of times larger by interpolating between pixel centers, PyTorch's
    /// <c>Upsample(mode="bilinear", align_corners=False)</c>.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Shape (N, C, H, W).</param>
    /// <param name="scale">How many times larger in each direction. Default 2.</param>
    /// <returns>Shape (N, C, scale·H, scale·W).</returns>
    public static OnnxValue UpsampleBilinear(
        this OnnxGraph graph, string name, OnnxValue value, int scale = 2) => Resize(
        graph,
        "UpsampleBilinear",
        name,
        value,
        scale,
        ("mode", "linear"),
        ("coordinate_transformation_mode", "half_pixel"));

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
        var (channels, height, width) = value.Image("DepthToSpace", name);
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

    /// <summary>
    /// Puts around an image what lies mirrored inside of it, without its border twice, PyTorch's
    /// <c>ReflectionPad2d</c>.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Shape (N, C, H, W).</param>
    /// <param name="padding">Rows and columns on each side, fewer than the image has.</param>
    /// <returns>Shape (N, C, H + 2·padding, W + 2·padding).</returns>
    /// <exception cref="ArgumentException">The image is known to be too small.</exception>
    public static OnnxValue ReflectionPad2d(this OnnxGraph graph, string name, OnnxValue value, int padding)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        var (channels, height, width) = value.Image("ReflectionPad2d", name);
        if (height <= padding || width <= padding)
            throw new ArgumentException(
                $"ReflectionPad2d '{name}' of {value}: {padding} rows and columns can't be mirrored on each side.",
                nameof(value));
        var pads = graph.Constant($"{name}.pads", [0L, 0, padding, padding, 0, 0, padding, padding], 8);
        long?[] shape = [value.Shape[0], channels, height + (2L * padding), width + (2L * padding)];
        return graph.Node("Pad", name, [value, pads], shape, ("mode", "reflect"));
    }

    private static OnnxValue Resize(
        OnnxGraph graph,
        string caller,
        string name,
        OnnxValue value,
        int scale,
        params (string Name, object Value)[] attributes)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        var (channels, height, width) = value.Image(caller, name);
        var scales = graph.Constant($"{name}.scales", [1f, 1f, scale, scale], 4);
        long?[] shape = [value.Shape[0], channels, scale * height, scale * width];
        return graph.Node("Resize", name, [value, null, scales], shape, attributes);
    }
}
