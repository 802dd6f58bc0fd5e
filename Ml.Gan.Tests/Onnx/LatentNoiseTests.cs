using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

/// <summary>
/// The noise against another implementation and against the normal distribution; all bounds are 4.5 standard errors.
/// </summary>
[TestClass]
public class LatentNoiseTests
{
    private const int Rows = 10_000;
    private const int Size = 32;
    private static readonly float[] s_noise = LatentNoise.Rows(Rows, Size, 1);

    [TestMethod] // worked out in Python's unbounded integers
    [DataRow(0L, 0L, 984024326L, 1819325430L)]
    [DataRow(1L, 0L, 3296543968L, 981192657L)]
    [DataRow(-1L, 3L, 1076553758L, 3042359220L)]
    [DataRow(1099511627783L, 31L, 1650399490L, 1495398768L)]
    [DataRow(long.MinValue, 4294967295L, 1453837649L, 1737614028L)]
    public void The_generator_gives_known_integers(long seed, long counter, long first, long second) =>
        Assert.AreEqual((first, second), CounterNoise.Draw(seed, counter));

    [TestMethod]
    public void A_latent_is_the_Box_Muller_transform_of_them()
    {
        float[] latent = new float[3];
        LatentNoise.Fill(latent, 0);
        OnnxRun.AreClose([-1.5226597f, latent[1], 0.7928459f], latent);
        LatentNoise.Fill(latent.AsSpan(0, 1), 1);
        OnnxRun.AreClose([0.0981860f], latent.AsSpan(0, 1));
    }

    [TestMethod]
    public void A_row_depends_on_seed_and_row_alone()
    {
        float[] some = LatentNoise.Rows(5, Size, 1, firstRow: 100);
        OnnxRun.AreClose(s_noise.AsSpan(100 * Size, 5 * Size), some, 0);
        Assert.AreEqual(1L << 32, LatentNoise.RowSeed(1, 0));
        Assert.AreEqual(-1L, LatentNoise.RowSeed(-1, int.MaxValue) | (1L << 31));
    }

    [TestMethod]
    public void Moments_are_those_of_the_standard_normal_distribution()
    {
        double n = s_noise.Length;
        double mean = s_noise.Average(x => (double)x);
        double Moment(int k) => s_noise.Average(x => Math.Pow(x - mean, k));
        double variance = Moment(2);
        Assert.AreEqual(0, mean, 4.5 / Math.Sqrt(n));
        Assert.AreEqual(1, variance, 4.5 * Math.Sqrt(2 / n));
        Assert.AreEqual(0, Moment(3), 4.5 * Math.Sqrt(6 / n));
        Assert.AreEqual(3, Moment(4) / (variance * variance), 4.5 * Math.Sqrt(24 / n));
    }

    [TestMethod]
    public void The_distribution_function_is_the_normal_one()
    {
        float[] sorted = [.. s_noise.Order()];
        double distance = 0;
        for (int i = 0; i < sorted.Length; i++)
            distance = Math.Max(
                distance, Math.Abs(NormalDistribution.Cumulative(sorted[i]) - ((i + 0.5) / sorted.Length)));
        Assert.IsLessThan(1.95, distance * Math.Sqrt(sorted.Length), "Kolmogorov–Smirnov, p = 0.001");
    }

    [TestMethod]
    public void Neighbors_are_uncorrelated()
    {
        float[] nextSeed = LatentNoise.Rows(Rows, Size, 2);
        float[] rows = s_noise[Size..];
        foreach (var view in new Func<float, double>[] { x => x, x => x * x, x => Math.Abs(x) })
        {
            Uncorrelated("components", s_noise[1..], s_noise, view);
            Uncorrelated("rows", rows, s_noise, view);
            Uncorrelated("seeds", nextSeed, s_noise, view);
            Uncorrelated("cosine and sine of a pair", s_noise[(Size / 2)..], s_noise, view);
        }
    }

    [TestMethod]
    public void Truncation_redraws_what_lies_outside_and_keeps_the_rest()
    {
        float[] truncated = LatentNoise.Rows(500, Size, 1, truncation: 0.5f);
        for (int i = 0; i < truncated.Length; i++)
        {
            Assert.IsLessThanOrEqualTo(0.5f, Math.Abs(truncated[i]));
            if (Math.Abs(s_noise[i]) <= 0.5f)
                Assert.AreEqual(s_noise[i], truncated[i]);
        }

        // Variance of a normal distribution cut at ±a: 1 − 2aφ(a)/(2Φ(a) − 1).
        double a = 0.5, density = Math.Exp(-a * a / 2) / Math.Sqrt(2 * Math.PI);
        double expected = 1 - (2 * a * density / ((2 * NormalDistribution.Cumulative(a)) - 1));
        double variance = truncated.Average(x => (double)x * x);
        Assert.AreEqual(expected, variance, 4.5 * expected / Math.Sqrt(truncated.Length));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => LatentNoise.Rows(1, 1, 1, truncation: 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => LatentNoise.Rows(1, 1, 1, truncation: float.NaN));
    }

    private static void Uncorrelated(string what, float[] left, float[] right, Func<float, double> view)
    {
        int n = Math.Min(left.Length, right.Length);
        double[] a = [.. left.Take(n).Select(view)], b = [.. right.Take(n).Select(view)];
        double meanA = a.Average(), meanB = b.Average();
        double covariance = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        double correlation = covariance / Math.Sqrt(
            a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
        Assert.AreEqual(0, correlation, 4.5 / Math.Sqrt(n), what);
    }
}
