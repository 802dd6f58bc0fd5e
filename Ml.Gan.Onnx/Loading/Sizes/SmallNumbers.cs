namespace Ml.Gan.Onnx.Loading.Sizes;

/// <summary>
/// Computes shapes, and what else is few numbers that are known, as graphs do to say how large a value is.
/// </summary>
internal static class SmallNumbers
{
    /// <summary>The output with its numbers; null where they are not known, or many.</summary>
    internal static Sized? Compute(SizedNode node)
    {
        switch (node.Operator)
        {
            case "Shape" when node.Shape(0) is { } shape:
                return Vector(Part(shape, node), isInteger: true);
            case "Size" when node.Input(0)?.Count is { } count:
                return new Sized([], [count], IsInteger: true);
            case "Range" when SizeRules.Range(node) is { } count && count <= Sized.MostNumbers:
                double start = node.Numbers(0)![0], delta = node.Numbers(2)![0];
                return Vector([.. Enumerable.Range(0, (int)count).Select(i => start + (i * delta))], IsInteger(node));
            case "ConstantOfShape" when node.Numbers(0) is { } shape && Few(shape):
                return Filled(node, shape);
            case "Concat" when Enumerable.Range(0, node.InputCount).All(i => node.Shape(i) is [_]):
                return Concat(node);
            case "Gather" when node.Shape(0) is [_] && node.Numbers(0) is { } data && node.Numbers(1) is { } places:
                return Gather(node, data, places);
            case "Slice" when node.Shape(0) is [_] && node.Numbers(0) is { } data:
                return Slice(node, data);
            case "Reshape" or "Squeeze" or "Unsqueeze" or "Flatten" or "Identity" or "Cast" or "Floor" or "Ceil"
                or "Round" or "Neg" or "Abs" or "Sqrt" or "Not":
                return Each(node);
            case "Add" or "Sub" or "Mul" or "Div" or "Mod" or "Pow" or "Min" or "Max" or "Equal" or "Greater" or "Less"
                or "GreaterOrEqual" or "LessOrEqual" or "And" or "Or" or "Where" or "Expand":
                return Together(node);
            case "ReduceProd" or "ReduceSum" or "ReduceMax" or "ReduceMin" when node.Shape(0) is [_]:
                return Reduce(node);
            default:
                return null;
        }
    }

    private static bool Few(double[] shape) =>
        shape.All(dim => dim >= 0) && shape.Aggregate(1d, (all, dim) => all * dim) <= Sized.MostNumbers;

    private static Sized Vector(double[] numbers, bool isInteger) => new([numbers.Length], numbers, isInteger);

    private static bool IsInteger(SizedNode node) =>
        Enumerable.Range(0, node.InputCount).All(i => node.Input(i) is null or { IsInteger: true });

    private static double[] Part(double[] shape, SizedNode node)
    {
        int start = Place(node.Int("start", 0)), end = Place(node.Int("end", shape.Length));
        return start < end ? shape[start..end] : [];

        int Place(long axis) => (int)Math.Clamp(axis < 0 ? axis + shape.Length : axis, 0, shape.Length);
    }

    private static Sized Filled(SizedNode node, double[] shape)
    {
        var tensor = node.Tensor("value");
        double[]? value = tensor is null ? [0] : TensorNumbers.Read(tensor, Sized.MostNumbers);
        double[]? numbers = value is [var each]
            ? [.. Enumerable.Repeat(each, (int)shape.Aggregate(1d, (all, dim) => all * dim))]
            : null;
        return new Sized(shape, numbers, tensor is not null && TensorNumbers.IsInteger(tensor.DataType));
    }

    private static Sized? Concat(SizedNode node)
    {
        double[]?[] parts = [.. Enumerable.Range(0, node.InputCount).Select(node.Numbers)];
        return parts.All(part => part is not null) && parts.Sum(part => part!.Length) <= Sized.MostNumbers
            ? Vector([.. parts.SelectMany(part => part!)], IsInteger(node))
            : null;
    }

    private static Sized? Gather(SizedNode node, double[] data, double[] places)
    {
        double[] counted = [.. places.Select(place => place < 0 ? place + data.Length : place)];
        return counted.All(place => place >= 0 && place < data.Length)
            ? new Sized(node.Shape(1), [.. counted.Select(place => data[(int)place])], node.Input(0)!.IsInteger)
            : null;
    }

    private static Sized? Slice(SizedNode node, double[] data)
    {
        if (node.Setting("starts", 1) is not [var start] || node.Setting("ends", 2) is not [var end]
            || node.Setting("steps", 4, [1]) is not [var step] || step == 0)
            return null;
        var (first, count) = SizeRules.SliceIndices(data.Length, start, end, step);
        return Vector(
            [.. Enumerable.Range(0, (int)count).Select(i => data[(int)(first + (i * step))])],
            node.Input(0)!.IsInteger);
    }

    private static Sized? Each(SizedNode node)
    {
        if (node.Numbers(0) is not { } numbers || SizeRules.Rearranged(node) is not { } shape)
            return null;
        bool isInteger = node.Operator == "Cast"
            ? TensorNumbers.IsInteger((int)node.Int("to", 0))
            : node.Input(0)!.IsInteger;
        Func<double, double> change = node.Operator switch
        {
            "Cast" when isInteger => Math.Truncate,
            "Floor" => Math.Floor,
            "Ceil" => Math.Ceiling,
            "Round" => Math.Round,
            "Neg" => x => -x,
            "Abs" => Math.Abs,
            "Sqrt" => Math.Sqrt,
            "Not" => x => x == 0 ? 1 : 0,
            _ => x => x,
        };
        return new Sized(shape, [.. numbers.Select(change)], isInteger);
    }

    private static Sized? Together(SizedNode node)
    {
        double[]?[] numbers = [.. Enumerable.Range(0, node.InputCount).Select(node.Numbers)];
        double[]?[] shapes = [.. Enumerable.Range(0, node.InputCount).Select(node.Shape)];
        if (node.Operator == "Expand")
            (numbers, shapes) = ([numbers[0]], [shapes[0], node.Numbers(1)]);
        if (numbers.Any(n => n is null) || SizeRules.Broadcast(shapes) is not { } shape || !Few(shape))
            return null;
        int count = (int)shape.Aggregate(1d, (all, dim) => all * dim);
        double[] results = new double[count];
        for (int i = 0; i < count; i++)
        {
            double[] values = new double[numbers.Length];
            for (int k = 0; k < numbers.Length; k++)
            {
                int place = Place(i, shape, shapes[k]!);
                if (place >= numbers[k]!.Length)
                    return null;
                values[k] = numbers[k]![place];
            }

            if (Result(node.Operator, values, IsInteger(node)) is not { } result)
                return null;
            results[i] = result;
        }

        bool isInteger = node.Operator switch
        {
            "Where" => node.Input(1)!.IsInteger,
            "Expand" => node.Input(0)!.IsInteger,
            _ => IsInteger(node),
        };
        return new Sized(shape, results, isInteger);
    }

    private static double? Result(string name, double[] values, bool isInteger) => (name, values) switch
    {
        ("Add", [var a, var b]) => a + b,
        ("Sub", [var a, var b]) => a - b,
        ("Mul", [var a, var b]) => a * b,
        ("Div", [var a, var b]) => isInteger ? Math.Truncate(a / b) : a / b,
        ("Mod", [var a, var b]) => a - (Math.Floor(a / b) * b),
        ("Pow", [var a, var b]) => Math.Pow(a, b),
        ("Min", _) => values.Min(),
        ("Max", _) => values.Max(),
        ("Equal", [var a, var b]) => a == b ? 1 : 0,
        ("Greater", [var a, var b]) => a > b ? 1 : 0,
        ("GreaterOrEqual", [var a, var b]) => a >= b ? 1 : 0,
        ("Less", [var a, var b]) => a < b ? 1 : 0,
        ("LessOrEqual", [var a, var b]) => a <= b ? 1 : 0,
        ("And", [var a, var b]) => a != 0 && b != 0 ? 1 : 0,
        ("Or", [var a, var b]) => a != 0 || b != 0 ? 1 : 0,
        ("Where", [var choice, var a, var b]) => choice != 0 ? a : b,
        ("Expand", [var a]) => a,
        _ => null,
    };

    /// <summary>Where the number for a place of the common shape is in a tensor that is broadcast to it.</summary>
    private static int Place(int place, double[] common, double[] shape)
    {
        int found = 0, stride = 1;
        for (int i = 1; i <= common.Length; i++)
        {
            int dim = (int)common[^i], at = place % dim;
            place /= dim;
            if (i > shape.Length)
                continue;
            found += (shape[^i] == 1 ? 0 : at) * stride;
            stride *= (int)shape[^i];
        }

        return found;
    }

    private static Sized? Reduce(SizedNode node)
    {
        if (node.Numbers(0) is not { Length: > 0 } numbers)
            return null;
        double result = node.Operator switch
        {
            "ReduceProd" => numbers.Aggregate(1d, (all, x) => all * x),
            "ReduceSum" => numbers.Sum(),
            "ReduceMax" => numbers.Max(),
            _ => numbers.Min(),
        };
        return new Sized(node.Int("keepdims", 1) != 0 ? [1] : [], [result], node.Input(0)!.IsInteger);
    }
}
