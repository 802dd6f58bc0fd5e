using Ml.Gan.Metrics;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class DensityCoverageTests
{
    /// <summary>With k = 1, balls around 0, 1 and 3 reach 1, 1 and 2 far.</summary>
    private static readonly SampleRows s_real = Rows.Of(1, 0, 1, 3);

    [TestMethod]
    public void Of_three_numbers_are_what_a_hand_counts()
    {
        var crowded = DensityCoverage.Of(s_real, Rows.Of(1, 0.75f, 1.5f, 10), neighbor: 1);
        Assert.AreEqual((2 + 2 + 0) / 3.0, crowded.Density, 1e-12);
        Assert.AreEqual(1, crowded.Coverage);

        var aside = DensityCoverage.Of(s_real, Rows.Of(1, -0.5f, -0.75f, 20), neighbor: 1);
        Assert.AreEqual(2 / 3.0, aside.Density, 1e-12);
        Assert.AreEqual(1 / 3.0, aside.Coverage, 1e-12);
    }

    [TestMethod]
    public void Density_is_divided_by_the_neighbor_that_balls_reach_to() =>
        Assert.AreEqual((3 + 3 + 0) / 6.0, DensityCoverage.Of(s_real, Rows.Of(1, 1, 1.5f, 10), neighbor: 2).Density);

    [TestMethod]
    public void Of_one_distribution_are_those_of_the_paper()
    {
        const int Count = 500;
        double empty = 1;
        for (int i = 1; i <= DensityCoverage.DefaultNeighbor; i++)
            empty *= (Count - i) / (2.0 * Count - i);

        var found = DensityCoverage.Of(Rows.Normal(Count, 1, [0, 0, 0]), Rows.Normal(Count, 2, [0, 0, 0]));

        Assert.AreEqual(1, found.Density, 0.1);
        Assert.AreEqual(1 - empty, found.Coverage, 0.025);
    }

    [TestMethod]
    public void Outliers_among_real_rows_let_nothing_pass()
    {
        // The outliers' balls reach over all of the others: precision takes what lies between for real, density hardly.
        float[] outliers = [40, 0, -40, 0, 0, 40, 0, -40];
        var real = SampleRows.Join(Rows.Normal(200, 1, [0, 0]), Rows.Of(2, outliers));
        var between = Rows.Normal(200, 2, [15, 15]);

        Assert.AreEqual(1, PrecisionRecall.Of(real, between).Precision, 0.05);
        Assert.IsLessThan(0.8, DensityCoverage.Of(real, between, neighbor: 3).Density / 2);
        Assert.IsLessThan(0.05, DensityCoverage.Of(real, between, neighbor: 3).Coverage);
    }
}
