using Ml.Gan.Metrics;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class KernelInceptionDistanceTests
{
    [TestMethod]
    public void Of_two_pairs_of_numbers_is_what_a_hand_computes()
    {
        // k(x, y) = (xy + 1)³: within {0, 1} 1, within {1, 2} 27, across 1, 1, 8 and 27.
        Assert.AreEqual(
            1 + 27 - 2 * (1 + 1 + 8 + 27) / 4.0,
            KernelInceptionDistance.Squared(Rows.Of(1, 0, 1), Rows.Of(1, 1, 2)),
            1e-12);
    }

    [TestMethod]
    public void The_scalar_product_is_divided_by_the_number_of_features()
    {
        // (1·1 + 1·3)/2 + 1 = 3 within the first, (2·0 + 0·2)/2 + 1 = 1 within the second; across 2, 2, 2 and 4.
        Assert.AreEqual(
            27 + 1 - 2 * (8 + 8 + 8 + 64) / 4.0,
            KernelInceptionDistance.Squared(Rows.Of(2, 1, 1, 1, 3), Rows.Of(2, 2, 0, 0, 2)),
            1e-12);
    }

    [TestMethod]
    public void Of_normals_is_the_sum_of_their_squared_differences_in_moments()
    {
        // E (xy + 1)³ for independent x and y: products of moments up to the third, with weights 3, 3 and 1. Those of
        // N(0, 1) are 0, 1, 0 and those of N(1, 1) are 1, 2, 4.
        SampleRows first = Rows.Normal(4000, 1, [0]), second = Rows.Normal(4000, 2, [1]);

        Assert.AreEqual(3 + 3 + 16, KernelInceptionDistance.Squared(first, second, subsetSize: 4000), 2.5);
        Assert.AreEqual(0, KernelInceptionDistance.Squared(first, Rows.Normal(4000, 3, [0]), subsetSize: 4000), 0.1);
    }

    [TestMethod]
    public void The_mean_over_subsets_is_that_of_the_whole_sets_and_repeats_with_its_seed()
    {
        SampleRows first = Rows.Normal(60, 1, [0, 0]), second = Rows.Normal(80, 2, [1, 0]);
        double whole = KernelInceptionDistance.Squared(first, second);
        double Subsets(int seed, int count) =>
            KernelInceptionDistance.Squared(first, second, subsetSize: 20, subsets: count, seed);

        Assert.AreEqual(whole, Subsets(1, 5000), 0.05 * whole);
        Assert.AreEqual(Subsets(1, 3), Subsets(1, 3));
        Assert.AreNotEqual(Subsets(1, 3), Subsets(2, 3));
    }

    [TestMethod]
    public void What_has_no_value_is_refused()
    {
        var rows = Rows.Normal(10, 1, [0, 0]);

        Assert.ThrowsExactly<ArgumentException>(() => KernelInceptionDistance.Squared(rows, Rows.Of(1, 1, 2)));
        Assert.ThrowsExactly<ArgumentException>(() => KernelInceptionDistance.Squared(rows, rows.Slice(0, 1)));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => KernelInceptionDistance.Squared(rows, rows, subsetSize: 1));
    }
}
