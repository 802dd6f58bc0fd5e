namespace Ml.Gan.Onnx.Loading.Sizes;

/// <summary>Convolutions, pooling and products of matrices.</summary>
internal static partial class SizeRules
{
    private static double[]? Conv(SizedNode node) =>
        (node.Shape(0), node.Shape(1)) is ([var n, _, .. var sides], [var channels, _, .. var kernel])
        && Windows(node, sides, kernel) is { } windows
            ? [n, channels, .. windows]
            : null;

    private static double[]? Pool(SizedNode node) =>
        node.Shape(0) is [var n, var c, .. var sides] && node.Ints("kernel_shape") is { } kernel
        && Windows(node, sides, kernel) is { } windows
            ? [n, c, .. windows]
            : null;

    /// <summary>How often a window fits into each side.</summary>
    private static double[]? Windows(SizedNode node, double[] sides, double[] kernel)
    {
        if (Strides(node, sides.Length) is not var (strides, dilations, pads) || kernel.Length != sides.Length)
            return null;
        bool isSame = node.Text("auto_pad") is "SAME_UPPER" or "SAME_LOWER";
        return [.. sides.Select((side, i) => isSame
            ? Math.Ceiling(side / strides[i])
            : Math.Max(0, Whole(
                (side + pads[i] + pads[i + sides.Length] - (dilations[i] * (kernel[i] - 1)) - 1) / strides[i]) + 1))];

        double Whole(double steps) => node.Int("ceil_mode", 0) != 0 ? Math.Ceiling(steps) : Math.Floor(steps);
    }

    private static double[]? ConvTranspose(SizedNode node)
    {
        if ((node.Shape(0), node.Shape(1)) is not ([var n, _, .. var sides], [_, var channels, .. var kernel])
            || Strides(node, sides.Length) is not var (strides, dilations, pads) || kernel.Length != sides.Length)
            return null;
        double[] more = node.Ints("output_padding") ?? [.. sides.Select(_ => 0d)];
        double[] made = node.Ints("output_shape") ??
        [
            .. sides.Select((side, i) => (strides[i] * (side - 1)) + more.ElementAtOrDefault(i)
                + (dilations[i] * (kernel[i] - 1)) + 1 - pads[i] - pads[i + sides.Length]),
        ];
        return [n, channels * node.Int("group", 1), .. made];
    }

    private static (double[] Strides, double[] Dilations, double[] Pads)? Strides(SizedNode node, int sides)
    {
        double[] ones = [.. Enumerable.Repeat(1d, sides)];
        var found = (
            Strides: node.Ints("strides") ?? ones,
            Dilations: node.Ints("dilations") ?? ones,
            Pads: node.Ints("pads") ?? [.. Enumerable.Repeat(0d, 2 * sides)]);
        return found.Strides.Length == sides && found.Dilations.Length == sides && found.Pads.Length == 2 * sides
            && found.Strides.All(stride => stride > 0)
            ? found
            : null;
    }

    private static double[]? Gemm(SizedNode node) =>
        (node.Shape(0), node.Shape(1)) is ([var rows, var inner], [var above, var columns])
            ? [node.Int("transA", 0) != 0 ? inner : rows, node.Int("transB", 0) != 0 ? above : columns]
            : null;

    private static double[]? MatMul(double[]? one, double[]? other)
    {
        switch (one, other)
        {
            case ([_], [_]):
                return [];
            case ([_], [.. var before, _, var columns]):
                return [.. before, columns];
            case ([.. var before, _], [_]):
                return before;
            case ([.. var before, var rows, _], [.. var otherBefore, _, var columns]):
                return Broadcast([before, otherBefore]) is { } common ? [.. common, rows, columns] : null;
            default:
                return null;
        }
    }

    private static double[]? Einsum(SizedNode node)
    {
        string[] sides = (node.Text("equation") ?? "").Replace(" ", "", StringComparison.Ordinal).Split("->");
        string[] terms = sides[0].Split(',');
        if (sides.Length != 2 || terms.Length != node.InputCount || sides[1].Contains('.'))
            return null;
        Dictionary<char, double> dims = [];
        for (int i = 0; i < terms.Length; i++)
        {
            if (node.Shape(i) is not { } shape || shape.Length != terms[i].Length)
                return null;
            for (int axis = 0; axis < shape.Length; axis++)
                dims[terms[i][axis]] = Math.Max(shape[axis], dims.GetValueOrDefault(terms[i][axis]));
        }

        return sides[1].All(dims.ContainsKey) ? [.. sides[1].Select(letter => dims[letter])] : null;
    }
}
