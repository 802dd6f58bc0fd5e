using Ml.Gan.Data;
using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// KID (Bińkowski et al., "Demystifying MMD GANs", 2018): the squared maximum mean discrepancy between features of d
/// numbers with the kernel k(x, y) = (xᵀy/d + 1)³, E k(x, x') + E k(y, y') − 2 E k(x, y) with x ≠ x' and y ≠ y',
/// averaged over random subsets of 1000 rows.
/// </summary>
/// <remarks>
/// Unbiased, unlike the <see cref="FrechetDistance"/>: 0 on average for equal distributions, below 0 by chance, so that
/// figures of few samples can be trusted too. Not multiplied by anything. Only on Inception-v3 features is it what
/// papers report. Of larger sets, the first 4,000 rows enter.
/// </remarks>
[CatalogEntry("MMD² with a cubic kernel: around 0 where there is no difference", "Bińkowski et al., 2018")]
public sealed record KernelInceptionDistance() : Metric("kid", "KID", MetricDirection.LowerIsBetter)
{
    private const int DefaultSubsetSize = 1000;
    private const int DefaultSubsets = 100;

    /// <summary>Rows of a subset. Default 1000; sets that have no more are taken whole, once.</summary>
    public int SubsetSize { get; init; } = DefaultSubsetSize;

    /// <summary>Random subsets. Default 100.</summary>
    public int Subsets { get; init; } = DefaultSubsets;

    /// <summary>Seed of the subsets. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate)
    {
        const int MostRows = MaximumMeanDiscrepancy.MostRows;
        return Squared(real.Features.First(MostRows), candidate.Features.First(MostRows), SubsetSize, Subsets, Seed);
    }

    /// <summary>KID of two sets of at least two rows of equal width.</summary>
    /// <param name="first">m rows.</param>
    /// <param name="second">n rows.</param>
    /// <param name="subsetSize">Rows of a subset, at least 2; a set that has no more is taken whole.</param>
    /// <param name="subsets">Random subsets, at least 1; one is enough where both sets are taken whole.</param>
    /// <param name="seed">Seed of the subsets.</param>
    public static double Squared(
        SampleRows first,
        SampleRows second,
        int subsetSize = DefaultSubsetSize,
        int subsets = DefaultSubsets,
        int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(subsetSize, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(subsets, 1);
        SampleRows.RequireComparable(first, second, 2);
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        if (Math.Max(first.Count, second.Count) <= subsetSize)
            subsets = 1;
        var (x, y) = (first.ToTensor(), second.ToTensor());
        var (inX, m) = Memberships(first.Count, subsetSize, subsets, seed, SeedStream.Shuffling);
        var (inY, n) = Memberships(second.Count, subsetSize, subsets, seed, SeedStream.Generator);
        var within = Within(x, inX) / (m * (m - 1)) + Within(y, inY) / (n * (n - 1));
        var across = (inX * Kernel(x, y).matmul(inY)).sum([0]) / (m * n);
        return (within - 2 * across).mean().item<double>();
    }

    /// <summary>Sums of the kernel between the different rows of each subset.</summary>
    private static Tensor Within(Tensor rows, Tensor memberships)
    {
        var kernel = Kernel(rows, rows);
        kernel.diagonal().zero_();
        return (memberships * kernel.matmul(memberships)).sum([0]);
    }

    private static Tensor Kernel(Tensor first, Tensor second) =>
        first.matmul(second.t()).div_(first.shape[1]).add_(1).pow_(3);

    /// <summary>1 where a row is in a subset, (rows, subsets), and how many are.</summary>
    private static (Tensor Memberships, double Size) Memberships(
        int rows, int size, int subsets, int seed, SeedStream stream)
    {
        if (rows <= size)
            return (torch.ones(rows, subsets, ScalarType.Float64, CPU), rows);
        double[] members = new double[rows * subsets];
        int[] order = [.. Enumerable.Range(0, rows)];
        var random = new Xoshiro256(seed, (long)stream);
        for (int subset = 0; subset < subsets; subset++)
        {
            random.Shuffle(order.AsSpan());
            for (int i = 0; i < size; i++)
                members[order[i] * subsets + subset] = 1;
        }
        return (TensorValues.Create(members, rows, subsets), size);
    }
}
