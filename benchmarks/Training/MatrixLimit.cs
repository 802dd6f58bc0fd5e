using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Benchmarks.Training;

/// <summary>What the machine can at most: products of two square matrices by the same libtorch.</summary>
internal static class MatrixLimit
{
    private const int Size = 1024, Products = 20;

    /// <returns>Billions of operations per second, the median of several products.</returns>
    public static double Gigaflops(int threads, ScalarType type)
    {
        torch.set_num_threads(threads);
        using var scope = NewDisposeScope();
        var (left, right) = (randn(Size, Size).to_type(type), randn(Size, Size).to_type(type));
        var product = left.mm(right);
        var seconds = Enumerable.Range(0, Products).Select(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            using var again = left.mm(right);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
        return 2.0 * Size * Size * Size / Quartiles.Of(seconds).Median / 1e9;
    }
}
