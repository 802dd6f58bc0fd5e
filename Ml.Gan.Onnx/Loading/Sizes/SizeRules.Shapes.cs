namespace Ml.Gan.Onnx.Loading.Sizes;

/// <summary>Operators that put numbers into another shape, choose some of them or repeat them.</summary>
internal static partial class SizeRules
{
    private static double[]? Concat(SizedNode node)
    {
        double[]?[] shapes = [.. Enumerable.Range(0, node.InputCount).Select(node.Shape)];
        if (shapes is not [{ } first, ..] || shapes.Any(shape => shape?.Length != first.Length)
            || Axis(node.Int("axis", 0), first.Length) is not { } axis)
            return null;
        double[] joined = [.. first];
        joined[axis] = shapes.Sum(shape => shape![axis]);
        return joined;
    }

    private static double[]? Flatten(SizedNode node)
    {
        if (node.Shape(0) is not { } shape)
            return null;
        long axis = node.Int("axis", 1);
        int split = (int)Math.Clamp(axis < 0 ? axis + shape.Length : axis, 0, shape.Length);
        return [Product(shape[..split]), Product(shape[split..])];
    }

    private static double[]? Gather(SizedNode node) =>
        node.Shape(0) is { } data && node.Shape(1) is { } indices
        && Axis(node.Int("axis", 0), data.Length) is { } axis
            ? [.. data[..axis], .. indices, .. data[(axis + 1)..]]
            : null;

    private static double[]? OneHot(SizedNode node)
    {
        if (node.Shape(0) is not { } indices || node.Numbers(1) is not [var depth]
            || Axis(node.Int("axis", -1), indices.Length + 1) is not { } axis)
            return null;
        return [.. indices[..axis], depth, .. indices[axis..]];
    }

    private static double[]? Pad(SizedNode node)
    {
        if (node.Shape(0) is not { } shape || node.Setting("pads", 1) is not { } pads)
            return null;
        double[] all = [.. Enumerable.Range(0, shape.Length).Select(axis => (double)axis)];
        if (node.Setting("axes", 3, all) is not { } named || Axes(named, shape.Length) is not { } axes
            || pads.Length != 2 * axes.Length)
            return null;
        double[] padded = [.. shape];
        for (int i = 0; i < axes.Length; i++)
            padded[axes[i]] += pads[i] + pads[i + axes.Length];
        return padded;
    }

    private static double[]? Reduce(SizedNode node)
    {
        if (node.Shape(0) is not { } shape)
            return null;
        double[]? axes = node.Setting("axes", 1, []);
        if (axes is [] && node.Int("noop_with_empty_axes", 0) != 0)
            return shape;
        double[] all = [.. Enumerable.Range(0, shape.Length).Select(axis => (double)axis)];
        return axes is null ? null : Reduced(shape, axes.Length == 0 ? all : axes, node.Int("keepdims", 1) != 0);
    }

    private static double[]? Reduced(double[]? shape, double[] named, bool keep)
    {
        if (shape is null || Axes(named, shape.Length) is not { } axes)
            return null;
        return keep
            ? [.. shape.Select((dim, axis) => axes.Contains(axis) ? 1 : dim)]
            : [.. shape.Where((_, axis) => !axes.Contains(axis))];
    }

    private static double[]? Reshape(SizedNode node)
    {
        if (node.Setting("shape", 1) is not { } wanted)
            return null;
        double[] shape = [.. wanted];
        for (int i = 0; i < shape.Length && node.Int("allowzero", 0) == 0; i++)
        {
            if (shape[i] == 0 && node.Shape(0) is { } before && i < before.Length)
                shape[i] = before[i];
            else if (shape[i] == 0)
                return null;
        }

        int open = Array.IndexOf(shape, -1d);
        if (open < 0)
            return shape;
        shape[open] = 1;
        if (node.Input(0)?.Count is not { } count)
            return null;
        shape[open] = Math.Ceiling(count / Math.Max(1, Product(shape)));
        return shape;
    }

    private static double[]? Resize(SizedNode node)
    {
        if (node.Shape(0) is not { } shape)
            return null;
        bool isLatest = node.Operator == "Resize" && node.InputCount > 2;
        double[]? scales = node.Floats("scales") ?? node.Numbers(isLatest ? 2 : 1);
        double[]? sizes = isLatest ? node.Numbers(3) : null;
        double[] all = [.. Enumerable.Range(0, shape.Length).Select(axis => (double)axis)];
        if (Axes(node.Ints("axes") ?? all, shape.Length) is not { } axes)
            return null;
        double[] resized = [.. shape];
        if (sizes?.Length == axes.Length)
        {
            for (int i = 0; i < axes.Length; i++)
                resized[axes[i]] = sizes[i];
            return resized;
        }

        if (node.HasInput(3) || scales?.Length != axes.Length)
            return null;
        for (int i = 0; i < axes.Length; i++)
            resized[axes[i]] = Math.Floor(shape[axes[i]] * scales[i]);
        return resized;
    }

    private static double[]? Slice(SizedNode node)
    {
        if (node.Shape(0) is not { } shape || node.Setting("starts", 1) is not { } starts
            || node.Setting("ends", 2) is not { } ends)
            return null;
        double[] first = [.. Enumerable.Range(0, starts.Length).Select(axis => (double)axis)];
        double[] ones = [.. starts.Select(_ => 1d)];
        if (node.Setting("axes", 3, first) is not { } named || Axes(named, shape.Length) is not { } axes
            || node.Setting("steps", 4, ones) is not { } steps
            || axes.Length != starts.Length || ends.Length != starts.Length || steps.Length != starts.Length)
            return null;
        double[] cut = [.. shape];
        for (int i = 0; i < axes.Length; i++)
            cut[axes[i]] = SliceIndices(shape[axes[i]], starts[i], ends[i], steps[i]).Count;
        return cut;
    }

    /// <summary>The first place, and how many, of a slice of an axis.</summary>
    internal static (double First, double Count) SliceIndices(double dim, double start, double end, double step)
    {
        if (!(dim >= 0))
            return (0, 0);
        double first = Math.Clamp(start < 0 ? start + dim : start, step < 0 ? -1 : 0, step < 0 ? dim - 1 : dim);
        double last = Math.Clamp(end < 0 ? end + dim : end, step < 0 ? -1 : 0, dim);
        return (first, Math.Max(0, Math.Ceiling((last - first) / step)));
    }

    private static IReadOnlyList<Sized?> Split(SizedNode node)
    {
        if (node.Shape(0) is not { } shape || Axis(node.Int("axis", 0), shape.Length) is not { } axis)
            return [];
        double equal = Math.Ceiling(shape[axis] / node.OutputCount);
        double[] equals = [.. Enumerable.Range(0, node.OutputCount).Select(_ => equal)];
        return node.Setting("split", 1, equals) is not { } sizes
            ? []
            : [.. sizes.Select(size => new Sized([.. shape.Select((dim, i) => i == axis ? size : dim)]))];
    }

    private static double[]? Squeeze(SizedNode node)
    {
        if (node.Shape(0) is not { } shape)
            return null;
        double[] ones = [.. Enumerable.Range(0, shape.Length).Where(i => shape[i] == 1).Select(i => (double)i)];
        return node.Setting("axes", 1, ones) is { } axes ? Reduced(shape, axes, keep: false) : null;
    }

    private static double[]? TopK(SizedNode node)
    {
        double[]? k = node.HasAttribute("k") ? [node.Int("k", 1)] : node.Numbers(1);
        if (node.Shape(0) is not { } shape || k is not [var count]
            || Axis(node.Int("axis", -1), shape.Length) is not { } axis)
            return null;
        return [.. shape.Select((dim, i) => i == axis ? count : dim)];
    }

    private static double[]? Transpose(SizedNode node)
    {
        if (node.Shape(0) is not { } shape)
            return null;
        double[] reversed = [.. Enumerable.Range(1, shape.Length).Select(i => (double)(shape.Length - i))];
        return Axes(node.Ints("perm") ?? reversed, shape.Length) is { } axes && axes.Length == shape.Length
            ? [.. axes.Select(axis => shape[axis])]
            : null;
    }

    private static double[]? Unsqueeze(SizedNode node)
    {
        if (node.Shape(0) is not { } shape || node.Setting("axes", 1) is not { } named
            || Axes(named, shape.Length + named.Length) is not { } axes)
            return null;
        var left = new Queue<double>(shape);
        return [.. Enumerable.Range(0, shape.Length + named.Length).Select(axis =>
            axes.Contains(axis) || !left.TryDequeue(out double dim) ? 1 : dim)];
    }

    private static double Product(IEnumerable<double> dims) => dims.Aggregate(1d, (product, dim) => product * dim);
}
