using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Loading.Sizes;

/// <summary>
/// What standard operators do with sizes. Outputs whose sizes are not known here, as those of rarer operators, are
/// null.
/// </summary>
internal static partial class SizeRules
{
    /// <summary>What the outputs of a node depend on.</summary>
    internal static Origin Origin(NodeProto node, Sized?[] inputs)
    {
        if (node.OpType is "RandomNormal" or "RandomNormalLike" or "RandomUniform" or "RandomUniformLike"
            or "Multinomial" or "Bernoulli" || node.Attribute.Any(a => a.G is not null))
            return Sizes.Origin.Inputs;
        var origin = node.Input.Zip(inputs)
            .Where(input => input.First.Length > 0)
            .Select(input => input.Second?.Origin ?? Sizes.Origin.Inputs)
            .DefaultIfEmpty(Sizes.Origin.Constants)
            .Min();
        return node.OpType is "Shape" or "Size" && origin == Sizes.Origin.Inputs ? Sizes.Origin.Shapes : origin;
    }

    /// <summary>Whether the operator makes tensors of a size that its inputs say in numbers.</summary>
    internal static bool MakesSizes(string name) => name is "ConstantOfShape" or "Expand" or "Tile" or "Range" or "Pad"
        or "Resize" or "Upsample" or "OneHot" or "HannWindow" or "HammingWindow" or "BlackmanWindow"
        or "MelWeightMatrix" or "AffineGrid" or "CenterCropPad";

    /// <summary>The same value on both ways, as far as they agree.</summary>
    internal static Sized? Common(Sized? one, Sized? other) =>
        one?.Shape is { } shape && other?.Shape is { } same && shape.SequenceEqual(same) ? new Sized(shape) : null;

    internal static IReadOnlyList<Sized?> Outputs(SizedNode node)
    {
        if (node.Operator == "Split")
            return Split(node);
        if (SmallNumbers.Compute(node) is { } computed)
            return [computed];
        double[]? shape = Shape(node);
        return node.Operator switch
        {
            "Dropout" or "BatchNormalization" when shape is not null => [new Sized(shape), new Sized(shape)],
            "MaxPool" or "TopK" when shape is not null => [new Sized(shape), new Sized(shape)],
            _ => [shape is null ? null : new Sized(shape)],
        };
    }

    private static double[]? Shape(SizedNode node) => node.Operator switch
    {
        "Abs" or "Acos" or "Acosh" or "Asin" or "Asinh" or "Atan" or "Atanh" or "BatchNormalization" or "Bernoulli"
            or "BitwiseNot" or "Cast" or "Ceil" or "Celu" or "Clip" or "Cos" or "Cosh" or "CumSum"
            or "DequantizeLinear" or "Dropout" or "Elu" or "Erf" or "Exp" or "EyeLike" or "Floor" or "Gelu"
            or "GroupNormalization" or "HardSigmoid" or "HardSwish" or "Hardmax" or "Identity"
            or "InstanceNormalization" or "IsInf" or "IsNaN" or "LayerNormalization" or "LeakyRelu" or "Log"
            or "LogSoftmax" or "LpNormalization" or "LRN" or "MeanVarianceNormalization" or "Mish" or "Neg" or "Not"
            or "QuantizeLinear" or "RandomNormalLike" or "RandomUniformLike" or "Reciprocal" or "Relu"
            or "ReverseSequence" or "RMSNormalization" or "Round" or "Scatter" or "ScatterElements" or "ScatterND"
            or "Selu" or "Shrink" or "Sigmoid" or "Sign" or "Sin" or "Sinh" or "Softmax" or "Softplus" or "Softsign"
            or "Sqrt" or "Swish" or "Tan" or "Tanh" or "ThresholdedRelu" or "Trilu" => node.Shape(0),
        "Add" or "And" or "BitShift" or "BitwiseAnd" or "BitwiseOr" or "BitwiseXor" or "Div" or "Equal" or "Greater"
            or "GreaterOrEqual" or "Less" or "LessOrEqual" or "Max" or "Mean" or "Min" or "Mod" or "Mul" or "Or"
            or "Pow" or "PRelu" or "Sub" or "Sum" or "Where" or "Xor" =>
            Broadcast([.. Enumerable.Range(0, node.InputCount).Select(node.Shape)]),
        "AveragePool" or "LpPool" or "MaxPool" => Pool(node),
        "Concat" => Concat(node),
        "ConstantOfShape" => node.Numbers(0),
        "Conv" => Conv(node),
        "ConvTranspose" => ConvTranspose(node),
        "DepthToSpace" => Blocks(node, 1 / Square(node), node.Int("blocksize", 1)),
        "SpaceToDepth" => Blocks(node, Square(node), 1d / node.Int("blocksize", 1)),
        "Einsum" => Einsum(node),
        "Expand" => Broadcast([node.Shape(0), node.Numbers(1)]),
        "Flatten" => Flatten(node),
        "Gather" => Gather(node),
        "GatherElements" => node.Shape(1),
        "Gemm" => Gemm(node),
        "GlobalAveragePool" or "GlobalLpPool" or "GlobalMaxPool" => node.Shape(0) is [var n, var c, .. var rest]
            ? [n, c, .. rest.Select(_ => 1d)]
            : null,
        "GridSample" => (node.Shape(0), node.Shape(1)) is ([var n, var c, ..], [_, .. var places, _])
            ? [n, c, .. places]
            : null,
        "HammingWindow" or "HannWindow" or "BlackmanWindow" => node.Numbers(0),
        "MatMul" => MatMul(node.Shape(0), node.Shape(1)),
        "MelWeightMatrix" => (node.Numbers(0), node.Numbers(1)) is ([var bins], [var length])
            ? [Math.Floor(length / 2) + 1, bins]
            : null,
        "OneHot" => OneHot(node),
        "Pad" => Pad(node),
        "RandomNormal" or "RandomUniform" => node.Ints("shape"),
        "Range" => Range(node) is { } count ? [count] : null,
        "Reshape" => Reshape(node),
        "Resize" or "Upsample" => Resize(node),
        "Shape" => node.Shape(0) is { } shape ? [shape.Length] : null,
        "Size" => [],
        "Slice" => Slice(node),
        "Squeeze" => Squeeze(node),
        "Tile" => node.Shape(0) is { } shape && node.Numbers(1) is { } repeats && shape.Length == repeats.Length
            ? [.. shape.Zip(repeats).Select(pair => pair.First * pair.Second)]
            : null,
        "TopK" => TopK(node),
        "Transpose" => Transpose(node),
        "Unsqueeze" => Unsqueeze(node),
        _ when node.Operator.StartsWith("Reduce", StringComparison.Ordinal) => Reduce(node),
        "ArgMax" or "ArgMin" => Reduced(node.Shape(0), [node.Int("axis", 0)], node.Int("keepdims", 1) != 0),
        "AffineGrid" => node.Numbers(1) is [var n, _, .. var places] ? [n, .. places, places.Length] : null,
        _ => null,
    };

    /// <summary>The shape of the output of an operator that keeps the order of the numbers.</summary>
    internal static double[]? Rearranged(SizedNode node) => Shape(node);

    /// <summary>How many numbers a Range has.</summary>
    internal static double? Range(SizedNode node) =>
        (node.Numbers(0), node.Numbers(1), node.Numbers(2)) is ([var start], [var limit], [var delta])
            ? Math.Max(0, Math.Ceiling((limit - start) / delta))
            : null;

    internal static double[]? Broadcast(IReadOnlyList<double[]?> shapes)
    {
        if (shapes.Count == 0 || shapes.Any(shape => shape is null))
            return null;
        double[] common = new double[shapes.Max(shape => shape!.Length)];
        Array.Fill(common, 1);
        foreach (double[] shape in shapes.OfType<double[]>())
        {
            int offset = common.Length - shape.Length;
            for (int i = 0; i < shape.Length; i++)
                common[offset + i] = common[offset + i] == 1 ? shape[i] : Math.Max(common[offset + i], shape[i]);
        }

        return common;
    }

    private static double Square(SizedNode node) => (double)node.Int("blocksize", 1) * node.Int("blocksize", 1);

    private static double[]? Blocks(SizedNode node, double channels, double sides) =>
        node.Shape(0) is [var n, var c, .. var rest]
            ? [n, Math.Ceiling(c * channels), .. rest.Select(side => Math.Ceiling(side * sides))]
            : null;

    private static int? Axis(double axis, int rank)
    {
        double counted = axis < 0 ? axis + rank : axis;
        return counted >= 0 && counted < rank ? (int)counted : null;
    }

    private static int[]? Axes(double[] axes, int rank)
    {
        int?[] counted = [.. axes.Select(axis => Axis(axis, rank))];
        return counted.Any(axis => axis is null) ? null : [.. counted.Select(axis => axis!.Value)];
    }
}
