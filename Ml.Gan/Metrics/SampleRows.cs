using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>Matrix (N, D) of samples or their features: N rows of D numbers, one row after the other.</summary>
public readonly struct SampleRows
{
    /// <summary>Wraps values, which are not copied.</summary>
    /// <param name="values">N·D finite numbers.</param>
    /// <param name="width">D, at least 1.</param>
    /// <exception cref="ArgumentException">The number of values is no multiple of D.</exception>
    public SampleRows(ReadOnlyMemory<float> values, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (values.Length % width != 0)
            throw new ArgumentException(
                $"{values.Length} values are no whole number of rows of {width}.", nameof(values));
        (Values, Width) = (values, width);
    }

    /// <summary>All values, row by row.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>Numbers in a row, D.</summary>
    public int Width { get; }

    /// <summary>Number of rows, N.</summary>
    public int Count => Width == 0 ? 0 : Values.Length / Width;

    /// <summary>One row.</summary>
    public ReadOnlySpan<float> this[int row] => Values.Span.Slice(row * Width, Width);

    /// <summary>Consecutive rows, not copied.</summary>
    public SampleRows Slice(int start, int count) => new(Values.Slice(start * Width, count * Width), Width);

    /// <summary>The first rows, at most so many.</summary>
    internal SampleRows First(int most) => Count <= most ? this : Slice(0, most);

    /// <summary>The rows of both, which have the same width.</summary>
    internal static SampleRows Join(SampleRows first, SampleRows second)
    {
        float[] values = new float[first.Values.Length + second.Values.Length];
        first.Values.CopyTo(values);
        second.Values.CopyTo(values.AsMemory(first.Values.Length));
        return new SampleRows(values, first.Width);
    }

    /// <summary>A float64 tensor (N, D).</summary>
    internal Tensor ToTensor()
    {
        using var values = TensorValues.Create(Values.Span, Count, Width);
        return values.to(ScalarType.Float64);
    }

    /// <summary>Refuses sets that can't be compared.</summary>
    /// <exception cref="ArgumentException">
    /// The widths differ, or a set has fewer than <paramref name="least"/> rows.
    /// </exception>
    internal static void RequireComparable(SampleRows first, SampleRows second, int least)
    {
        if (first.Width != second.Width)
            throw new ArgumentException(
                $"Rows of {first.Width} numbers can't be compared with rows of {second.Width}.");
        if (Math.Min(first.Count, second.Count) < least)
            throw new ArgumentException(
                $"The sets have {first.Count} and {second.Count} rows; at least {least} are needed in each.");
    }
}

/// <summary>Distances between the rows of two matrices.</summary>
internal static class Distances
{
    /// <summary>Squared Euclidean distances (N, M) between the rows of (N, D) and (M, D).</summary>
    public static Tensor Squared(Tensor first, Tensor second)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var center = first.mean([0], keepdim: true);
        var (a, b) = (first - center, second - center);
        var squares = a.square().sum(1, keepdim: true) + b.square().sum(1).unsqueeze(0);
        return squares.sub_(a.matmul(b.t()).mul_(2)).clamp_min_(0).MoveToOuterDisposeScope();
    }
}
