using Ml.Gan.Metrics;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class MaximumMeanDiscrepancyTests
{
    private const int Repetitions = 200;

    [TestMethod]
    public void Agrees_with_its_definition_summed_pair_by_pair()
    {
        SampleRows first = Rows.Normal(7, 1, [0, 0, 0]), second = Rows.Normal(5, 2, [1, 0, -1]);
        double[] bandwidths = [0.5, 2];

        double expected = MeanKernel(first, first, bandwidths) + MeanKernel(second, second, bandwidths)
            - 2 * MeanKernel(first, second, bandwidths);

        Assert.AreEqual(expected, MaximumMeanDiscrepancy.Squared(first, second, bandwidths), 1e-12);
        Assert.AreEqual(
            expected, MaximumMeanDiscrepancy.Test(first, second, 1, bandwidths: bandwidths).Statistic, 1e-12);
    }

    [TestMethod]
    [DataRow(0f)]
    [DataRow(1.5f)]
    public void Is_that_of_the_distributions_on_average(float shift)
    {
        // For N(a, 1), N(a + δ, 1) and σ = 1: E k(x, y) = exp(−δ²/6)/√3.
        double expected = 2 / Math.Sqrt(3) * (1 - Math.Exp(-shift * shift / 6));

        double[] values = [.. Enumerable.Range(0, Repetitions).Select(i => MaximumMeanDiscrepancy.Squared(
            Rows.Normal(20, 2 * i, [0]), Rows.Normal(30, 2 * i + 1, [shift]), [1]))];

        double mean = values.Average();
        double standardError = Math.Sqrt(
            values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1) / values.Length);
        Assert.AreEqual(expected, mean, 3 * standardError);
        Assert.IsLessThan(0.1 * (1 + expected), standardError);
    }

    [TestMethod]
    public void The_test_rejects_equal_distributions_as_often_as_its_level_says()
    {
        int rejected = Enumerable.Range(0, Repetitions).Count(i => MaximumMeanDiscrepancy.Test(
            Rows.Normal(25, 2 * i, [0, 0]),
            Rows.Normal(15, 2 * i + 1, [0, 0]),
            permutations: 99,
            seed: i).PValue <= 0.05);

        // A binomial with 200 trials at 0.05 lies within 2 and 20 with probability 0.9990.
        Assert.IsInRange(2, 20, rejected);
    }

    [TestMethod]
    public void P_values_under_equal_distributions_are_spread_evenly()
    {
        double[] values = [.. Enumerable.Range(0, Repetitions).Select(i => MaximumMeanDiscrepancy.Test(
            Rows.Normal(20, 2 * i, [0]), Rows.Normal(20, 2 * i + 1, [0]), permutations: 99, seed: i).PValue)];

        Array.Sort(values);
        double greatestGap = values.Select((p, i) => Math.Abs(p - (i + 0.5) / values.Length)).Max();
        // Kolmogorov and Smirnov's critical value at the level 0.001.
        Assert.IsLessThan(1.95 / Math.Sqrt(Repetitions), greatestGap);
    }

    [TestMethod]
    public void The_test_finds_a_shift_and_a_change_of_scale()
    {
        var rows = Rows.Normal(100, 1, [0, 0]);

        Assert.AreEqual(1.0 / 200, MaximumMeanDiscrepancy.Test(rows, Rows.Normal(100, 2, [1, 0]), 199).PValue);
        Assert.AreEqual(
            1.0 / 200, MaximumMeanDiscrepancy.Test(rows, Rows.Normal(100, 2, [0, 0], deviation: 2), 199).PValue);
    }

    [TestMethod]
    public void Bandwidths_are_multiples_of_the_median_distance()
    {
        // The distances are 1, 2, 3, 3, 5 and 6.
        var rows = Rows.Of(1, 0, 1, 3, 6);

        CollectionAssert.AreEqual(new[] { 0.75, 1.5, 3, 6, 12 }, MaximumMeanDiscrepancy.MedianBandwidths(rows));
    }

    [TestMethod]
    public void Equal_rows_give_no_nan()
    {
        var constant = Rows.Of(1, 2, 2, 2, 2);

        Assert.AreEqual(0, MaximumMeanDiscrepancy.Squared(constant, constant), 1e-12);
        Assert.AreEqual(1, MaximumMeanDiscrepancy.Test(constant, constant, 20).PValue);
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(-1.0)]
    [DataRow(double.NaN)]
    public void A_bandwidth_that_is_none_is_refused(double bandwidth) => Assert.ThrowsExactly<ArgumentException>(
        () => MaximumMeanDiscrepancy.Squared(Rows.Of(1, 1, 2), Rows.Of(1, 1, 2), [bandwidth]));

    /// <summary>The mean over pairs; over pairs of different rows where both sets are one.</summary>
    private static double MeanKernel(SampleRows first, SampleRows second, double[] bandwidths)
    {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < first.Count; i++)
        {
            for (int j = 0; j < second.Count; j++)
            {
                if (first.Values.Equals(second.Values) && i == j)
                    continue;
                double squared = 0;
                for (int c = 0; c < first.Width; c++)
                    squared += Math.Pow((double)first[i][c] - second[j][c], 2);
                sum += bandwidths.Average(sigma => Math.Exp(-squared / (2 * sigma * sigma)));
                pairs++;
            }
        }
        return sum / pairs;
    }
}
