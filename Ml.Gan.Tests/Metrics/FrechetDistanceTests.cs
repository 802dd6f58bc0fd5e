using Ml.Gan.Metrics;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class FrechetDistanceTests
{
    [TestMethod]
    public void Of_known_Gaussians_in_one_dimension_is_that_of_means_and_deviations()
    {
        GaussianMoments first = new([1], new double[,] { { 4 } }), second = new([-2], new double[,] { { 0.25 } });

        Assert.AreEqual(3 * 3 + 1.5 * 1.5, FrechetDistance.Squared(first, second), 1e-12);
    }

    [TestMethod]
    public void Of_covariances_that_do_not_commute_follows_the_closed_form_in_two_dimensions()
    {
        double[,] a = { { 2, 1 }, { 1, 3 } }, b = { { 1, -0.5 }, { -0.5, 4 } };
        // In two dimensions tr((AB)½)² = tr(AB) + 2·√(det A · det B).
        double traceOfProduct = 2 * 1 + 2 * (1 * -0.5) + 3 * 4;
        double traceOfRoot = Math.Sqrt(traceOfProduct + 2 * Math.Sqrt((2 * 3 - 1) * (1 * 4 - 0.25)));
        double expected = 3 * 3 + 4 * 4 + (2 + 3) + (1 + 4) - 2 * traceOfRoot;

        Assert.AreEqual(
            expected, FrechetDistance.Squared(new GaussianMoments([0, 0], a), new GaussianMoments([3, 4], b)), 1e-9);
        Assert.AreEqual(
            expected, FrechetDistance.Squared(new GaussianMoments([3, 4], b), new GaussianMoments([0, 0], a)), 1e-9);
    }

    [TestMethod]
    public void Of_samples_is_near_that_of_the_Gaussians_that_they_come_from()
    {
        var first = Rows.Normal(20_000, 1, [0, 0, 0]);
        var second = Rows.Normal(20_000, 2, [1, 0, -2], deviation: 2);

        Assert.AreEqual(1 + 4 + 3 * (2 - 1) * (2 - 1), FrechetDistance.Squared(first, second), 0.15);
    }

    [TestMethod]
    public void Of_a_set_with_itself_is_zero()
    {
        var rows = Rows.Normal(200, 1, [0, 5, -3, 1]);
        Assert.AreEqual(0, FrechetDistance.Squared(rows, rows), 1e-9);

        var constantComponent = Rows.Of(2, 1, 7, 2, 7, 3, 7);
        Assert.AreEqual(
            0, FrechetDistance.Squared(constantComponent, constantComponent), 1e-9, "a singular covariance");
    }

    [TestMethod]
    [DataRow(20, DisplayName = "far fewer samples than features")]
    [DataRow(300, DisplayName = "fewer samples than features")]
    public void Of_fewer_samples_than_features_is_that_by_singular_values(int count)
    {
        // With centered rows X and Y, tr((C₁½ C₂ C₁½)½) is the sum of the singular values of XYᵀ/(N − 1).
        const int Width = 512;
        var first = Rows.Normal(count, 1, new float[Width]);
        float[] mean = [.. Enumerable.Range(0, Width).Select(i => i % 7 == 0 ? 0.5f : 0)];
        var second = Rows.Normal(count, 2, mean, deviation: 1.3f);
        using var scope = NewDisposeScope();
        var (x, y) = (first.ToTensor(), second.ToTensor());
        var (a, b) = (x - x.mean([0]), y - y.mean([0]));
        var root = linalg.svdvals(a.matmul(b.t())).sum();
        double expected = ((x.mean([0]) - y.mean([0])).square().sum()
            + (a.square().sum() + b.square().sum() - 2 * root) / (count - 1)).item<double>();

        Assert.AreEqual(expected, FrechetDistance.Squared(first, second), 1e-6 * expected);
        Assert.AreEqual(0, FrechetDistance.Squared(first, first), 1e-5);
    }

    [TestMethod]
    public void Of_many_dimensions_with_variances_of_zero_follows_the_closed_form()
    {
        const int Width = 512;
        var first = new GaussianMoments(new double[Width], new double[Width, Width]);
        var second = new GaussianMoments(new double[Width], new double[Width, Width]);
        double expected = 0;
        for (int i = 0; i < Width; i++)
        {
            (double a, double b) = (i % 3 == 0 ? 0 : i, i % 5 == 0 ? 0 : 2.0 * i);
            (first.Covariance[i, i], second.Covariance[i, i]) = (a, b);
            expected += Math.Pow(Math.Sqrt(a) - Math.Sqrt(b), 2);
        }

        Assert.AreEqual(expected, FrechetDistance.Squared(first, second), 1e-8 * expected);
    }

    [TestMethod]
    public void Moments_are_the_mean_and_the_unbiased_covariance()
    {
        var moments = GaussianMoments.Of(Rows.Of(2, 1, 10, 2, 20, 6, 0));

        CollectionAssert.AreEqual(new double[] { 3, 10 }, moments.Mean);
        CollectionAssert.AreEqual(new double[,] { { 7, -20 }, { -20, 100 } }, moments.Covariance);
    }
}
