using Ml.Gan.Metrics;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class SlicedWassersteinTests
{
    [TestMethod]
    public void In_one_dimension_is_the_Wasserstein_distance()
    {
        // Sorted: 0, 2, 9 and 1, 4, 5.
        SampleRows first = Rows.Of(1, 9, 0, 2), second = Rows.Of(1, 4, 1, 5);

        Assert.AreEqual((1 + 2 + 4) / 3.0, SlicedWasserstein.Distance(first, second, order: 1, directions: 1), 1e-12);
        Assert.AreEqual(
            Math.Sqrt((1 + 4 + 16) / 3.0), SlicedWasserstein.Distance(first, second, order: 2, directions: 5), 1e-12);
    }

    [TestMethod]
    public void Between_shifted_normals_is_the_mean_length_of_the_projected_shift()
    {
        // Along θ the distance is |θ·μ|. In two dimensions E|θ·μ| = 2|μ|/π; in any, E(θ·μ)² = |μ|²/D.
        SampleRows plane = Rows.Normal(1500, 1, [0, 0]), shifted = Rows.Normal(1500, 2, [3, 4]);
        Assert.AreEqual(2 * 5 / Math.PI, SlicedWasserstein.Distance(plane, shifted, order: 1, directions: 600), 0.15);
        Assert.AreEqual(5 / Math.Sqrt(2), SlicedWasserstein.Distance(plane, shifted, order: 2, directions: 600), 0.15);

        SampleRows space = Rows.Normal(1500, 3, [0, 0, 0]), far = Rows.Normal(1500, 4, [0, 6, 0]);
        Assert.AreEqual(6 / Math.Sqrt(3), SlicedWasserstein.Distance(space, far, order: 2, directions: 600), 0.15);
    }

    [TestMethod]
    public void Of_a_set_with_itself_in_another_order_is_zero()
    {
        var rows = Rows.Normal(50, 1, [0, 0]);
        float[] reversed = new float[rows.Values.Length];
        for (int i = 0; i < rows.Count; i++)
            rows[rows.Count - 1 - i].CopyTo(reversed.AsSpan(2 * i));

        Assert.AreEqual(0, SlicedWasserstein.Distance(rows, new SampleRows(reversed, 2)), 1e-12);
    }

    [TestMethod]
    public void The_seed_alone_chooses_the_directions()
    {
        SampleRows first = Rows.Normal(50, 1, [0, 0]), second = Rows.Normal(50, 2, [1, 0]);
        double Distance(int seed) => SlicedWasserstein.Distance(first, second, directions: 3, seed: seed);

        Assert.AreEqual(Distance(1), Distance(1));
        Assert.AreNotEqual(Distance(1), Distance(2));
    }

    [TestMethod]
    public void Between_sets_of_different_size_each_row_weighs_its_part()
    {
        // Thirds of 0, 3, 9 go to halves of 1, 5: 0 → 1, half of 3 → 1, its other half → 5, 9 → 5.
        SampleRows three = Rows.Of(1, 9, 0, 3), two = Rows.Of(1, 5, 1);
        Assert.AreEqual((2 * 1 + 2 + 2 + 2 * 4) / 6.0, SlicedWasserstein.Distance(three, two, order: 1), 1e-12);

        // Sets in which each row is there as often are the same distributions.
        SampleRows first = Rows.Normal(40, 1, [0, 0]), second = Rows.Normal(60, 2, [1, 0]);
        Assert.AreEqual(
            SlicedWasserstein.Distance(Repeated(first, 3), Repeated(second, 2)),
            SlicedWasserstein.Distance(first, second), 1e-12);
        Assert.AreEqual(
            SlicedWasserstein.Distance(first, second), SlicedWasserstein.Distance(second, first), 1e-12);
    }

    private static SampleRows Repeated(SampleRows rows, int times) => new(
        Enumerable.Repeat(rows.Values.ToArray(), times).SelectMany(values => values).ToArray(), rows.Width);
}
