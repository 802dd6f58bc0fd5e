namespace Ml.Gan.Onnx.Loading.Sizes;

/// <summary>What is known of a value of a graph for a batch of one sample, before anything is computed.</summary>
/// <param name="Shape">Its dimensions; null where they can't be told.</param>
/// <param name="Numbers">Its numbers, where they are known and few; null otherwise.</param>
/// <param name="IsInteger">Whether the numbers are whole, so that divisions are rounded.</param>
/// <param name="Origin">What it depends on.</param>
internal sealed record Sized(
    double[]? Shape, double[]? Numbers = null, bool IsInteger = false, Origin Origin = Origin.Inputs)
{
    /// <summary>Numbers that are looked at, for example because they are a shape.</summary>
    internal const int MostNumbers = 1024;

    /// <summary>Dimensions of the values of any sensible graph.</summary>
    internal const int MostDimensions = 64;

    /// <summary>The product of the dimensions, NaN where it is beyond counting; null where it can't be told.</summary>
    internal double? Count => Shape?.Aggregate(1d, (product, dim) => product * dim);

}

/// <summary>What a value depends on.</summary>
internal enum Origin
{
    /// <summary>What the inputs hold, or chance.</summary>
    Inputs,

    /// <summary>The inputs' shapes alone, so that ONNX Runtime may compute it when it loads the file.</summary>
    Shapes,

    /// <summary>Constants alone: ONNX Runtime computes it when it loads the file.</summary>
    Constants,
}
