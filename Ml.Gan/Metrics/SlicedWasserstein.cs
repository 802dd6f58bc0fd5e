using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// Sliced Wasserstein distance of order 2 between features (Rabin et al., 2012; Bonneel et al., 2015): SW_p = (E_θ
/// W_p(θᵀx, θᵀy)ᵖ)^(1/p) over directions θ uniform on the unit sphere. In the unit of the data, 0 for equal sets.
/// </summary>
[CatalogEntry("how far features have to be moved, along random directions", "Rabin et al., 2012; Bonneel et al., 2015")]
public sealed record SlicedWasserstein()
    : Metric("sliced-wasserstein", "sliced Wasserstein distance", MetricDirection.LowerIsBetter)
{
    /// <summary>Directions that the expectation is taken over unless told otherwise: 256.</summary>
    public const int DefaultDirections = 256;

    /// <summary>Random directions. Default 256.</summary>
    public int Directions { get; init; } = DefaultDirections;

    /// <summary>Seed of the directions. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) =>
        Distance(real.Features, candidate.Features, order: 2, Directions, Seed);

    /// <summary>SW_p of two sets of the same width, whose rows weigh 1/N and 1/M.</summary>
    /// <param name="first">N rows, at least 1.</param>
    /// <param name="second">M rows of the same width, at least 1.</param>
    /// <param name="order">p: 1 or 2. Default 2.</param>
    /// <param name="directions">Random directions, at least 1; rows of one number need one only.</param>
    /// <param name="seed">Seed of the directions.</param>
    /// <exception cref="ArgumentException">The sets have different widths, or one is empty.</exception>
    public static double Distance(
        SampleRows first, SampleRows second, int order = 2, int directions = DefaultDirections, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(directions, 1);
        SampleRows.RequireComparable(first, second, 1);
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var theta = RandomDirections(first.Width, directions, seed);
        var (x, _) = first.ToTensor().matmul(theta).sort(0);
        var (y, _) = second.ToTensor().matmul(theta).sort(0);
        if (first.Count == second.Count)
            return Math.Pow((x - y).abs_().pow(order).mean().item<double>(), 1.0 / order);
        var (inX, inY, weights) = Quantiles(first.Count, second.Count);
        var costs = (x.index_select(0, inX) - y.index_select(0, inY)).abs_().pow(order).mean([1]);
        return Math.Pow(costs.dot(weights).item<double>(), 1.0 / order);
    }

    /// <summary>
    /// Pairs of the quantiles of N and of M sorted numbers, one for each interval in which neither changes, and the
    /// intervals' lengths, 1 in all.
    /// </summary>
    private static (Tensor InX, Tensor InY, Tensor Weights) Quantiles(int n, int m)
    {
        List<long> inX = [], inY = [];
        List<double> weights = [];
        long begin = 0;
        for (long i = 0, j = 0; i < n && j < m;)
        {
            // In units of 1/(N M).
            long endOfX = (i + 1) * m, endOfY = (j + 1) * n, end = Math.Min(endOfX, endOfY);
            inX.Add(i);
            inY.Add(j);
            weights.Add((end - begin) / ((double)n * m));
            begin = end;
            i += end == endOfX ? 1 : 0;
            j += end == endOfY ? 1 : 0;
        }
        return (tensor(inX.ToArray()), tensor(inY.ToArray()), tensor(weights.ToArray()));
    }

    /// <summary>Unit vectors as columns, (D, directions).</summary>
    private static Tensor RandomDirections(int width, int directions, int seed)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var random = new Generator(unchecked((ulong)seed));
        var theta = torch.randn(width, directions, ScalarType.Float64, CPU, generator: random);
        return (theta / theta.square().sum(0, keepdim: true).sqrt()).MoveToOuterDisposeScope();
    }
}
