using Ml.Gan.Data;
using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// Squared maximum mean discrepancy between features (Gretton et al., "A Kernel Two-Sample Test", 2012) with a mixture
/// of RBF kernels: MMD² = E k(x, x') + E k(y, y') − 2 E k(x, y), where k is the mean over the bandwidths σ of
/// exp(−‖x − y‖²/2σ²).
/// </summary>
/// <remarks>
/// The estimator is the unbiased one: x ≠ x' and y ≠ y', so that it is 0 on average for equal distributions and may be
/// below 0. At most 2. Time and memory grow with the square of the number of rows, 128 MB a matrix for 4,000 rows in
/// all, so that <see cref="Compute"/> takes the first 4,000 of larger sets. Its bandwidths come from the real samples
/// alone: the kernel stays the same while a generator learns.
/// </remarks>
[CatalogEntry("difference of the distributions; around 0 where there is none", "Gretton et al., 2012")]
public sealed record MaximumMeanDiscrepancy() : Metric("mmd", "MMD²", MetricDirection.LowerIsBetter)
{
    internal const int MostRows = 4000;

    private static readonly double[] s_multiples = [0.25, 0.5, 1, 2, 4];

    /// <summary>The σ of the kernels. Default null: <see cref="MedianBandwidths"/> of the real samples.</summary>
    public IReadOnlyList<double>? Bandwidths { get; init; }

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate)
    {
        var rows = real.Features.First(MostRows);
        return Squared(rows, candidate.Features.First(MostRows), Bandwidths ?? MedianBandwidths(rows));
    }

    /// <summary>MMD² of two sets of at least two rows of equal width.</summary>
    /// <param name="first">m rows.</param>
    /// <param name="second">n rows.</param>
    /// <param name="bandwidths">
    /// The σ of the kernels; null for <see cref="MedianBandwidths"/> of both sets together.
    /// </param>
    public static double Squared(SampleRows first, SampleRows second, IReadOnlyList<double>? bandwidths = null)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var kernel = Kernel(first, second, bandwidths);
        return Statistics(kernel, Membership(first, second)).item<double>();
    }

    /// <summary>
    /// Permutation test of whether two sets come from one distribution: how often is the MMD² at least as large when
    /// the rows are dealt to the two sets at random?
    /// </summary>
    /// <param name="first">m rows.</param>
    /// <param name="second">n rows.</param>
    /// <param name="permutations">
    /// Random deals, at least 1; the p-value can't be below 1/(permutations + 1). Default 500.
    /// </param>
    /// <param name="seed">Seed of the deals.</param>
    /// <param name="bandwidths">
    /// The σ of the kernels; null for <see cref="MedianBandwidths"/> of both sets together.
    /// </param>
    public static PermutationTest Test(
        SampleRows first,
        SampleRows second,
        int permutations = 500,
        int seed = 1,
        IReadOnlyList<double>? bandwidths = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var kernel = Kernel(first, second, bandwidths);
        double statistic = Statistics(kernel, Membership(first, second)).item<double>();
        double[] dealt =
            Statistics(kernel, Deals(first.Count, second.Count, permutations, seed)).data<double>().ToArray();
        int asLarge = dealt.Count(value => value >= statistic);
        return new PermutationTest(statistic, (1.0 + asLarge) / (1.0 + permutations), permutations);
    }

    /// <summary>
    /// Bandwidths by the median heuristic: the median distance between different rows, times ¼, ½, 1, 2 and 4. Where
    /// more than half of the rows are equal, 1 takes the place of the median.
    /// </summary>
    public static double[] MedianBandwidths(SampleRows rows)
    {
        SampleRows.RequireComparable(rows, rows, 2);
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var values = rows.ToTensor();
        return MultiplesOfMedian(Distances.Squared(values, values));
    }

    private static double[] MultiplesOfMedian(Tensor squaredDistances)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var pairs = squaredDistances.masked_select(torch.ones_like(squaredDistances, ScalarType.Bool).triu(1));
        double median = Math.Sqrt(pairs.median().item<double>());
        return [.. s_multiples.Select(multiple => multiple * (median > 0 ? median : 1))];
    }

    /// <summary>The kernel between all rows of both sets, with zeros on the diagonal.</summary>
    private static Tensor Kernel(SampleRows first, SampleRows second, IReadOnlyList<double>? bandwidths)
    {
        SampleRows.RequireComparable(first, second, 2);
        if (bandwidths?.Count == 0 || bandwidths?.Any(sigma => !(sigma > 0)) == true)
            throw new ArgumentException("A kernel needs bandwidths, all above 0.", nameof(bandwidths));
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var rows = torch.cat([first.ToTensor(), second.ToTensor()]);
        var distances = Distances.Squared(rows, rows);
        bandwidths ??= MultiplesOfMedian(distances);
        var kernel = torch.zeros_like(distances);
        foreach (double sigma in bandwidths)
        {
            using var one = distances / (-2 * sigma * sigma);
            kernel.add_(one.exp_());
        }
        kernel.diagonal().zero_();
        return kernel.div_(bandwidths.Count).MoveToOuterDisposeScope();
    }

    /// <summary>1 for the rows of the first set, 0 for those of the second: (m + n, 1).</summary>
    private static Tensor Membership(SampleRows first, SampleRows second) =>
        torch.cat(
        [
            torch.ones(first.Count, 1, ScalarType.Float64, CPU),
            torch.zeros(second.Count, 1, ScalarType.Float64, CPU),
        ]);

    /// <summary>The same with shuffled rows, a column for each deal.</summary>
    private static Tensor Deals(int firstCount, int secondCount, int deals, int seed)
    {
        int rows = firstCount + secondCount;
        double[] columns = new double[deals * rows];
        int[] order = [.. Enumerable.Range(0, rows)];
        for (int deal = 0; deal < deals; deal++)
        {
            var random = new Xoshiro256(seed, deal);
            random.Shuffle(order.AsSpan());
            for (int i = 0; i < firstCount; i++)
                columns[deal * rows + order[i]] = 1;
        }
        using var byDeal = TensorValues.Create(columns, deals, rows);
        return byDeal.t();
    }

    /// <summary>
    /// MMD² for each column s of memberships (m + n, P): from sᵀKs, (1−s)ᵀK(1−s) and sᵀK(1−s), with one matrix product
    /// for all.
    /// </summary>
    private static Tensor Statistics(Tensor kernel, Tensor memberships)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        double all = kernel.shape[0], m = memberships.narrow(1, 0, 1).sum().item<double>(), n = all - m;
        var total = kernel.sum();
        var toFirst = kernel.matmul(memberships);
        var within = (memberships * toFirst).sum([0]);
        var across = toFirst.sum([0]) - within;
        var withinOther = total - within - 2 * across;
        return (within / (m * (m - 1)) + withinOther / (n * (n - 1)) - 2 * across / (m * n)).MoveToOuterDisposeScope();
    }
}

/// <summary>
/// P-value of the permutation test of <see cref="MaximumMeanDiscrepancy"/> between features, the kernel two-sample
/// test; of larger sets, the first 4,000 samples enter.
/// </summary>
[CatalogEntry("below 0.05: the test tells generated from real", "Gretton et al., 2012")]
public sealed record KernelTwoSampleTest() : Metric("mmd-p", "MMD p-value", MetricDirection.HigherIsBetter)
{
    /// <summary>Random permutations. Default 500.</summary>
    public int Permutations { get; init; } = 500;

    /// <summary>Seed of the permutations. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate)
    {
        const int MostRows = MaximumMeanDiscrepancy.MostRows;
        return MaximumMeanDiscrepancy.Test(
            real.Features.First(MostRows), candidate.Features.First(MostRows), Permutations, Seed).PValue;
    }
}

/// <summary>Outcome of a two-sample permutation test.</summary>
/// <param name="Statistic">The statistic of the two sets as they are.</param>
/// <param name="PValue">
/// (1 + number of permutations with at least that statistic)/(1 + permutations), in (0, 1]: for equal distributions, it
/// is at or below a level α with a probability of at most α (Phipson and Smyth, 2010).
/// </param>
/// <param name="Permutations">Number of random permutations.</param>
public sealed record PermutationTest(double Statistic, double PValue, int Permutations);
