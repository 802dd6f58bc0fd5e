using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Measures;

/// <summary>Distances between the rows of two matrices.</summary>
internal static class Distances
{
    /// <summary>Squared Euclidean distances (N, M) between the rows of (N, D) and (M, D).</summary>
    public static Tensor Squared(Tensor first, Tensor second)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var centre = first.mean([0], keepdim: true);
        var (a, b) = (first - centre, second - centre);
        var squares = a.square().sum(1, keepdim: true) + b.square().sum(1).unsqueeze(0);
        return squares.sub_(a.matmul(b.t()).mul_(2)).clamp_min_(0).MoveToOuterDisposeScope();
    }
}
