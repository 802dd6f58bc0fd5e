using Ml.Gan.Data;
using Ml.Gan.Metrics;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class ModeCoverageTests
{
    [TestMethod]
    public void Every_sample_at_a_center_covers_all_modes_evenly()
    {
        foreach (var mixture in (NormalMixture[])[NormalMixture.Ring8(), NormalMixture.Grid25()])
        {
            var modes = GaussianModes.Of(mixture);
            float[] values = [.. modes.Centers.SelectMany(center => center.Select(value => (float)value))];

            var coverage = modes.Cover(new SampleRows(values, 2));

            Assert.AreEqual(modes.Centers.Count, coverage.Modes);
            Assert.AreEqual(modes.Centers.Count, coverage.Covered);
            Assert.AreEqual(1, coverage.HighQualityShare);
            Assert.AreEqual(0, coverage.Divergence, 1e-12);
        }
    }

    [TestMethod]
    public void Samples_of_low_quality_count_for_the_divergence_but_cover_nothing()
    {
        // Modes at 0 and 10, deviation 1: two samples good at 0, one bad at 0 (3.5 off), one bad at 10 (4 off).
        var modes = new GaussianModes([[0], [10]], 1);

        var coverage = modes.Cover(Rows.Of(1, 0, 2.9f, 3.5f, 6));

        Assert.AreEqual(1, coverage.Covered);
        Assert.AreEqual(0.5, coverage.HighQualityShare);
        Assert.AreEqual(0.75 * Math.Log(0.75 * 2) + 0.25 * Math.Log(0.25 * 2), coverage.Divergence, 1e-12);
    }

    [TestMethod]
    public void A_collapsed_generator_covers_one_mode_with_the_largest_divergence()
    {
        var coverage = GaussianModes.Of(NormalMixture.Ring8()).Cover(Rows.Of(2, 1, 0, 1, 0, 1, 0));

        Assert.AreEqual(1, coverage.Covered);
        Assert.AreEqual(1, coverage.HighQualityShare);
        Assert.AreEqual(Math.Log(8), coverage.Divergence, 1e-12);
    }

    [TestMethod]
    public void Ring_and_grid_are_those_of_the_papers()
    {
        var ring = GaussianModes.Of(NormalMixture.Ring8());
        Assert.HasCount(8, ring.Centers);
        Assert.IsTrue(
            ring.Centers.All(center => Math.Abs(Math.Sqrt(center[0] * center[0] + center[1] * center[1]) - 1) < 1e-12));
        Assert.AreEqual(Math.Sqrt(0.5), ring.Centers[1][0], 1e-12);

        var grid = GaussianModes.Of(NormalMixture.Grid25());
        CollectionAssert.AreEquivalent(
            (from x in new[] { -4.0, -2, 0, 2, 4 } from y in new[] { -4.0, -2, 0, 2, 4 } select (x, y)).ToArray(),
            grid.Centers.Select(center => (center[0], center[1])).ToArray());
    }

    [TestMethod]
    public void Without_quality_a_mode_is_covered_by_any_sample()
    {
        var coverage = ModeCoverage.Of([7, 7, 7, 999], 1000);

        Assert.AreEqual(2, coverage.Covered);
        Assert.AreEqual(0.75 * Math.Log(750) + 0.25 * Math.Log(250), coverage.Divergence, 1e-12);
    }
}
