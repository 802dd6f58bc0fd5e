using Ml.Gan.Data;
using Ml.Gan.Experiments.OneDimensional;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Experiments.OneDimensional;

[TestClass]
public sealed class DistributionTests
{
    private static readonly Target s_target = new(
        new NormalComponent([-3], 1, Weight: 1), new NormalComponent([1], 2, Weight: 3));

    [TestMethod]
    public void A_mixture_has_the_moments_that_its_parts_give()
    {
        // Mean (−3 + 3·1) / 4 = 0; variance (1·(1 + 9) + 3·(4 + 1)) / 4 = 6.25.
        Assert.AreEqual(0, s_target.Moments.Mean, 1e-12);
        Assert.AreEqual(2.5, s_target.Moments.StandardDeviation, 1e-12);
    }

    [TestMethod]
    public void Densities_integrate_to_one()
    {
        double step = s_target.Grid[1] - s_target.Grid[0];
        Assert.AreEqual(1, s_target.Density.Sum(point => point.Y) * step, 1e-3);
        Assert.AreEqual(
            1, KernelDensity.At(s_target.Grid, Samples(2000), s_target.Bandwidth).Sum(point => point.Y) * step, 2e-3);
    }

    [TestMethod]
    public void Shares_of_a_normal_are_those_of_the_tables()
    {
        var normal = new Target(new NormalComponent([4], 2));
        Assert.AreEqual(0.682689, normal.Share(2, 6), 1e-5);
        Assert.AreEqual(0.477250, normal.Share(4, 8), 1e-5);
    }

    [TestMethod]
    public void Estimated_density_is_near_the_true_one()
    {
        var estimate = KernelDensity.At(s_target.Grid, Samples(50_000), s_target.Bandwidth);
        double largest = estimate.Zip(s_target.Density, (e, t) => Math.Abs(e.Y - t.Y)).Max();
        Assert.IsLessThan(0.01, largest);
    }

    [TestMethod]
    public void One_sample_is_seen_as_its_kernel()
    {
        var estimate = KernelDensity.At([0, 1, 3], [1], bandwidth: 2);
        Assert.AreEqual(0.5 * 0.352065, estimate[0].Y, 1e-6);
        Assert.AreEqual(0.5 * 0.398942, estimate[1].Y, 1e-6);
        Assert.AreEqual(0.5 * 0.241971, estimate[2].Y, 1e-6);
    }

    [TestMethod]
    [DataRow(new float[] { 1, 2, 3 }, new float[] { 3, 1, 2 }, 0.0)]
    [DataRow(new float[] { 1, 2 }, new float[] { 3, 4, 5 }, 1.0)]
    [DataRow(new float[] { 1, 2, 3, 4 }, new float[] { 3, 4, 5, 6 }, 0.5)]
    [DataRow(new float[] { 0, 0, 0, 1 }, new float[] { 0, 1 }, 0.25)]
    public void Kolmogorov_distance_is_the_largest_gap_of_the_distribution_functions(
        float[] first, float[] second, double expected) =>
        Assert.AreEqual(expected, KolmogorovDistance.Between(first, second), 1e-12);

    private static float[] Samples(int count)
    {
        using var source = s_target.Open("target", seed: 5);
        return source.Read([.. Enumerable.Range(0, count).Select(i => (long)i)]);
    }
}
