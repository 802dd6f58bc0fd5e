namespace Ml.Gan.Onnx.Writing;

/// <summary>Shape arithmetic; null stands for a dimension that is known at run time only.</summary>
internal static class Shapes
{
    /// <summary>The channels (axis 1) of a value of shape (N, C, …).</summary>
    internal static long Channels(this OnnxValue value, string op, string name)
    {
        if (value.Shape.Count < 2 || value.Shape[1] is not { } channels)
            throw new ArgumentException($"{op} '{name}' needs a value of shape (N, C, …) with C known; got {value}.");
        return channels;
    }

    /// <summary>
    /// Checks that a value has shape (N, C, H, W) with C known, and returns the last three; H and W are null where they
    /// are known at run time only.
    /// </summary>
    internal static (long Channels, long? Height, long? Width) Image(this OnnxValue value, string op, string name)
    {
        if (value.Shape is not [_, { } channels, var height, var width])
            throw new ArgumentException(
                $"{op} '{name}' needs a value of shape (N, C, H, W) with C known; got {value}.");
        return (channels, height, width);
    }

    /// <summary>Checks the number of weights.</summary>
    internal static void RequireLength(float[] data, string what, string op, string name, params long[] shape)
    {
        ArgumentNullException.ThrowIfNull(data);
        long expected = shape.Aggregate(1L, (product, d) => product * d);
        if (data.Length != expected)
            throw new ArgumentException(
                $"{op} '{name}' needs {expected} numbers in its {what}, of shape [{string.Join(", ", shape)}]; got "
                + $"{data.Length}.");
    }

    /// <summary>The shape of an elementwise operation on two values, by ONNX's (and NumPy's) broadcasting.</summary>
    internal static long?[] Broadcast(OnnxValue left, OnnxValue right, string op, string name)
    {
        long?[] result = new long?[Math.Max(left.Shape.Count, right.Shape.Count)];
        for (int fromEnd = 1; fromEnd <= result.Length; fromEnd++)
        {
            long? a = fromEnd <= left.Shape.Count ? left.Shape[^fromEnd] : 1;
            long? b = fromEnd <= right.Shape.Count ? right.Shape[^fromEnd] : 1;
            if (a is { } x && b is { } y && x != y && x != 1 && y != 1)
                throw new ArgumentException(
                    $"{op} '{name}' cannot combine {left} and {right}: dimension {result.Length - fromEnd} is {x} and "
                    + $"{y}.");
            result[^fromEnd] = a == 1 ? b : b == 1 ? a : a ?? b;
        }

        return result;
    }

    /// <summary>The shape that Reshape gives: 0 keeps the dimension of the input, one −1 takes what is left.</summary>
    internal static long?[] Reshaped(OnnxValue value, long[] shape, string name)
    {
        string wanted = $"[{string.Join(", ", shape)}]";
        if (shape.Any(d => d < -1) || shape.Count(d => d == -1) > 1)
            throw new ArgumentException(
                $"Reshape '{name}' to {wanted}: dimensions are positive, 0 (as in the input) or, once, -1 (what is "
                + "left).");

        long?[] result = new long?[shape.Length];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] == 0 && axis >= value.Shape.Count)
                throw new ArgumentException(
                    $"Reshape '{name}' of {value} to {wanted}: dimension {axis} is 0, but the input has none there to "
                    + "keep.");
            result[axis] = shape[axis] switch { 0 => value.Shape[axis], -1 => null, long d => d };
        }

        int free = Array.IndexOf(shape, -1);
        long have = KnownElements(value.Shape);
        long want = KnownElements(result);
        bool batched = value.Shape.Contains(null);
        bool batchLost = batched && !result.Contains(null);
        bool freeIsBatch = batched && result.Count(d => d is null) == 1;
        if (batchLost || want == 0 || have % want != 0 || ((free < 0 || freeIsBatch) && have != want))
            throw new ArgumentException($"Reshape '{name}' of {value} to {wanted}: {have} elements do not fit.");
        if (free >= 0 && !freeIsBatch)
            result[free] = have / want;
        return result;
    }

    private static long KnownElements(IReadOnlyList<long?> shape) =>
        shape.Aggregate(1L, (product, d) => product * (d ?? 1));
}
