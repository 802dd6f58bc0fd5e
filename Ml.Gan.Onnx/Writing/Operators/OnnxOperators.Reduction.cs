namespace Ml.Gan.Onnx;

public static partial class OnnxOperators
{
    /// <summary>The mean along one axis, which is left with size 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static OnnxValue ReduceMean(this OnnxGraph graph, string name, OnnxValue value, int axis)
    {
        long?[] shape = Reduced(graph, "ReduceMean", name, value, axis);
        return graph.Node("ReduceMean", name, [value], shape, ("axes", new long[] { axis }));
    }

    /// <summary>The sum along one axis, which is left with size 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static OnnxValue ReduceSum(this OnnxGraph graph, string name, OnnxValue value, int axis)
    {
        long?[] shape = Reduced(graph, "ReduceSum", name, value, axis);
        return graph.Node("ReduceSum", name, [value, graph.Constant($"{name}.axes", [(long)axis], 1)], shape);
    }

    /// <summary>The largest value along one axis, which is left with size 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static OnnxValue ReduceMax(this OnnxGraph graph, string name, OnnxValue value, int axis)
    {
        long?[] shape = Reduced(graph, "ReduceMax", name, value, axis);
        return graph.Node("ReduceMax", name, [value], shape, ("axes", new long[] { axis }));
    }

    /// <summary>log Σ eˣ along one axis, which is left with size 1; finite for any x.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static OnnxValue ReduceLogSumExp(this OnnxGraph graph, string name, OnnxValue value, int axis)
    {
        long?[] shape = Reduced(graph, "ReduceLogSumExp", name, value, axis);
        return graph.Node("ReduceLogSumExp", name, [value], shape, ("axes", new long[] { axis }));
    }

    private static long?[] Reduced(OnnxGraph graph, string op, string name, OnnxValue value, int axis)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        if (axis < 0 || axis >= value.Shape.Count)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"{op} '{name}' of {value}: there is no such axis.");
        long?[] shape = [.. value.Shape];
        shape[axis] = 1;
        return shape;
    }
}
