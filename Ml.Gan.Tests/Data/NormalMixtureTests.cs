using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class NormalMixtureTests
{
    private const int Many = 40_000;

    [TestMethod]
    public void A_normal_has_its_four_moments()
    {
        using var source = NormalMixture.Normal(4, 1.5, seed: 3);
        double[] standardized = [.. source.Read(Range(Many)).Select(x => (x - 4) / 1.5)];
        double Moment(int power) => standardized.Average(x => Math.Pow(x, power));

        // Five standard errors: the k-th moment's variance is E x^2k − (E x^k)².
        AreClose(0, Moment(1), variance: 1);
        AreClose(1, Moment(2), variance: 2);
        AreClose(0, Moment(3), variance: 15);
        AreClose(3, Moment(4), variance: 96);
    }

    [TestMethod]
    public void Components_come_as_often_as_their_weights_say_and_lie_where_they_should()
    {
        NormalComponent[] components = [new([-1, 2, 0], 0.5, Weight: 3), new([10, 0, 5], 0.1)];
        using var source = new NormalMixture("three-d", components);
        long[] labels = source.ReadLabels(Range(Many));
        float[][] samples = [.. source.Read(Range(Many)).Chunk(3)];

        AreClose(0.25, labels.Average(), variance: 3.0 / 16);
        for (int k = 0; k < 2; k++)
        {
            float[][] own = [.. samples.Where((_, i) => labels[i] == k)];
            for (int d = 0; d < 3; d++)
            {
                double[] z = [.. own.Select(x => (x[d] - components[k].Mean[d]) / components[k].StandardDeviation)];
                AreClose(0, z.Average(), variance: 1, own.Length);
                AreClose(1, z.Average(x => x * x), variance: 2, own.Length);
            }
        }
    }

    [TestMethod]
    public void Ring_and_grid_have_the_modes_of_the_paper()
    {
        using NormalMixture ring = NormalMixture.Ring8(), grid = NormalMixture.Grid25();

        Assert.HasCount(8, ring.Components);
        foreach (var mode in ring.Components)
            Assert.AreEqual(1, Math.Sqrt(mode.Mean[0] * mode.Mean[0] + mode.Mean[1] * mode.Mean[1]), 1e-12);
        double nearest = ring.Components.Skip(1).Min(mode => Distance(mode, ring.Components[0]));
        Assert.AreEqual(2 * Math.Sin(Math.PI / 8), nearest, 1e-12);
        Assert.IsTrue(ring.Components.All(mode => mode.StandardDeviation == 0.01));

        var expected = from y in (double[])[-4, -2, 0, 2, 4] from x in (double[])[-4, -2, 0, 2, 4] select (x, y);
        CollectionAssert.AreEquivalent(
            expected.ToArray(), grid.Components.Select(mode => (mode.Mean[0], mode.Mean[1])).ToArray());
        Assert.IsTrue(grid.Components.All(mode => mode.StandardDeviation == 0.05));
    }

    [TestMethod]
    public void Sample_depends_on_seed_and_index_alone()
    {
        using var source = NormalMixture.Grid25(seed: 7);
        using var again = NormalMixture.Grid25(seed: 7);
        using var other = NormalMixture.Grid25(seed: 8);
        float[] together = source.Read(0, 5, 3_000_000_000, 5);

        CollectionAssert.AreEqual(again.Read(3_000_000_000), together[4..6]);
        CollectionAssert.AreEqual(together[2..4], together[6..8]);
        CollectionAssert.AreNotEqual(together[0..2], together[2..4]);
        CollectionAssert.AreNotEqual(other.Read(5), together[2..4]);
        float[] expected = source.Read(Range(64));
        Parallel.For(0, 8, i => CollectionAssert.AreEqual(
            expected[(i * 16)..(i * 16 + 16)], source.Read([.. Enumerable.Range(i * 8, 8).Select(k => (long)k)])));
    }

    [TestMethod]
    public void Refuses_components_that_do_not_fit()
    {
        Refuses("there is none");
        Refuses("component 1 of a mixture has 2 numbers", new NormalComponent([0], 1), new NormalComponent([0, 1], 1));
        Refuses("component 0 of a mixture has 0 numbers", new NormalComponent([], 1));
        Refuses("standard deviation -1", new NormalComponent([0], -1));
        Refuses("mean (NaN)", new NormalComponent([double.NaN], 1));
        Refuses("weight of component 0 of a mixture is 0", new NormalComponent([0], 1, 0));
    }

    private static void Refuses(string part, params NormalComponent[] components) =>
        StringAssert.Contains(
            Assert.ThrowsExactly<GanDataException>(() => new NormalMixture("bad", components)).Message, part);

    private static void AreClose(double expected, double actual, double variance, int count = Many) =>
        Assert.AreEqual(expected, actual, 5 * Math.Sqrt(variance / count));

    private static double Distance(NormalComponent a, NormalComponent b) =>
        Math.Sqrt(a.Mean.Zip(b.Mean, (x, y) => (x - y) * (x - y)).Sum());

    private static long[] Range(int count) => [.. Enumerable.Range(0, count).Select(i => (long)i)];
}
