using System.Numerics;
using System.Runtime.InteropServices;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Optimizers;

/// <summary>
/// Euclidean norm of all gradients together. Squares are summed in float32 over short blocks, and the blocks in
/// float64, always in the same order.
/// </summary>
internal static class GradientNorm
{
    private const int Block = 1024;

    /// <summary>Scales gradients as a whole so that their norm is <paramref name="most"/> at most.</summary>
    public static void Clip(IReadOnlyList<Tensor?> gradients, double most)
    {
        double squares = 0;
        foreach (var gradient in gradients)
            squares += gradient is null ? 0 : Squares(gradient.AsFloats());
        double factor = most / (Math.Sqrt(squares) + 1e-6);
        // NaN scales too: a gradient that isn't finite must not pass as one that needs no clipping.
        if (factor >= 1)
            return;
        foreach (var gradient in gradients)
        {
            if (gradient is not null)
                Scale(gradient.AsFloats(), (float)factor);
        }
    }

    private static double Squares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        for (; values.Length >= Block; values = values[Block..])
        {
            var squares = Vector<float>.Zero;
            foreach (var vector in MemoryMarshal.Cast<float, Vector<float>>(values[..Block]))
                squares += vector * vector;
            sum += Vector.Sum(squares);
        }
        foreach (float value in values)
            sum += (double)value * value;
        return sum;
    }

    private static void Scale(Span<float> values, float factor)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (ref var vector in vectors)
            vector *= factor;
        foreach (ref float value in values[(vectors.Length * Vector<float>.Count)..])
            value *= factor;
    }
}
