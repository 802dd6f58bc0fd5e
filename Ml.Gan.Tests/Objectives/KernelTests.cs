using Ml.Gan.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class KernelTests
{
    private static readonly double[][] s_x = [[0, 1], [2, -1], [0.5, 0]], s_y = [[1, 1], [-1, 3]];

    public static IEnumerable<object[]> Kernels =>
    [
        [new GaussianMixture(), (Func<double, double>)(
            d => new[] { 0.02, 0.05, 0.1, 0.2, 0.4, 0.8 }.Sum(variance => Math.Exp(-d / (2 * variance))))],
        [new GaussianMixture { Bandwidths = [0.5] }, (Func<double, double>)(d => Math.Exp(-2 * d))],
        [new RationalQuadraticMixture(), (Func<double, double>)(
            d => new[] { 0.2, 0.5, 1, 2, 5 }.Sum(a => Math.Pow(1 + d / (2 * a), -a)))],
    ];

    [TestMethod]
    [DynamicData(nameof(Kernels))]
    public void Agrees_with_its_formula_pair_by_pair(Kernel kernel, Func<double, double> ofSquaredDistance)
    {
        using var scope = NewDisposeScope();
        double Pair(double[] a, double[] b) => ofSquaredDistance(a.Zip(b, (u, v) => (u - v) * (u - v)).Sum());
        double[] between = [.. s_x.SelectMany(a => s_y.Select(b => Pair(a, b)))];
        double Within(double[][] rows) =>
            rows.SelectMany((a, i) => rows.Where((_, j) => j != i).Select(b => Pair(a, b))).Average();

        CollectionAssert.AreEqual(new long[] { 3, 2 }, kernel.Between(Rows(s_x), Rows(s_y)).shape);
        AreClose(between, kernel.Between(Rows(s_x), Rows(s_y)));
        AreClose([Within(s_x) + Within(s_y) - 2 * between.Average()], kernel.Discrepancy(Rows(s_x), Rows(s_y)));
        double Mean(double[][] rows, double[][] others) => rows.Average(a => others.Average(b => Pair(a, b)));
        AreClose(
            [Mean(s_x, s_x) + Mean(s_y, s_y) - 2 * Mean(s_x, s_y)], kernel.BiasedDiscrepancy(Rows(s_x), Rows(s_y)));
        AreClose(
            [.. s_y.Select(p => s_x.Average(a => Pair(p, a)) - s_y.Average(b => Pair(p, b)))],
            kernel.Witness(Rows(s_y), Rows(s_x), Rows(s_y)));
    }

    /// <summary>
    /// For x ~ N(μ, s²), y ~ N(ν, t²) and k = exp(−(x − y)²/2σ²), E k(x, y) = σ/√v · exp(−(μ − ν)²/2v) with
    /// v = σ² + s² + t².
    /// </summary>
    [TestMethod]
    [DataRow(0.0, 1.0)]
    [DataRow(1.5, 0.7)]
    public void Is_unbiased_even_for_four_samples(double shift, double deviation)
    {
        const double bandwidth = 1.3;
        const int repetitions = 2000, count = 4;
        var kernel = new GaussianMixture { Bandwidths = [bandwidth] };
        using var random = new Generator(11);

        double[] estimates = [.. Enumerable.Range(0, repetitions).Select(_ =>
        {
            using var scope = NewDisposeScope();
            var x = torch.randn([count, 1], dtype: ScalarType.Float64, generator: random);
            var y = torch.randn([count, 1], dtype: ScalarType.Float64, generator: random) * deviation + shift;
            return kernel.Discrepancy(x, y).item<double>();
        })];

        double expected = Mean(0, 1, 1) + Mean(0, deviation, deviation) - 2 * Mean(shift, 1, deviation);
        double mean = estimates.Average();
        double standardError = Math.Sqrt(estimates.Average(e => (e - mean) * (e - mean)) / repetitions);
        Assert.AreEqual(expected, mean, 4 * standardError);
        // A sum with the diagonal would be too large by about 2(1 − E k)/count.
        Assert.IsLessThan(2 * (1 - Mean(0, 1, 1)) / count / 8, standardError);

        static double Mean(double distance, double s, double t)
        {
            double variance = bandwidth * bandwidth + s * s + t * t;
            return bandwidth / Math.Sqrt(variance) * Math.Exp(-distance * distance / (2 * variance));
        }
    }

    [TestMethod]
    public void A_single_sample_has_no_pairs_to_compare()
    {
        using var one = torch.zeros(1, 2);
        Assert.AreEqual("Packing",
            Assert.ThrowsExactly<GanOptionException>(() => new GaussianMixture().Discrepancy(one, one)).Option);
    }

    [TestMethod]
    public void Bandwidths_and_exponents_are_above_zero()
    {
        Assert.Contains("above 0; it is -1",
            Assert.ThrowsExactly<GanOptionException>(() => new GaussianMixture { Bandwidths = [2, -1] }).Message);
        Assert.Contains("at least one",
            Assert.ThrowsExactly<GanOptionException>(() => new GaussianMixture { Bandwidths = [] }).Message);
        Assert.ThrowsExactly<GanOptionException>(() => new RationalQuadraticMixture { Exponents = [0] });
    }

    private static Tensor Rows(double[][] rows) =>
        torch.tensor(rows.SelectMany(row => row).ToArray(), [rows.Length, rows[0].Length]);

    private static void AreClose(double[] expected, Tensor actual) => Numeric.AreClose(expected, actual, 1e-12);
}
