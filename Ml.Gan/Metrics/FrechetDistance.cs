using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// Squared Fréchet distance between Gaussians with the moments of the features of two sets (Dowson and Landau, 1982):
/// d² = ‖μ₁ − μ₂‖² + tr(C₁ + C₂ − 2(C₁½ C₂ C₁½)½). From 0 (the same moments) to infinity.
/// </summary>
/// <remarks>
/// Only on Inception-v3 features is it the FID (Heusel et al., 2017). The estimate from samples is biased upwards, by
/// about D/N in units of the variance, so compare figures of the same N and the same features only.
/// </remarks>
[CatalogEntry("difference of mean and covariance, squared", "Dowson and Landau, 1982; Heusel et al., 2017")]
public sealed record FrechetDistance() : Metric("frechet", "Fréchet distance", MetricDirection.LowerIsBetter)
{
    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) => Squared(real.Features, candidate.Features);

    /// <summary>
    /// d² of two sets of at least two rows of equal width, with the moments of <see cref="GaussianMoments.Of"/>.
    /// </summary>
    public static double Squared(SampleRows first, SampleRows second)
    {
        SampleRows.RequireComparable(first, second, 2);
        return Squared(GaussianMoments.Of(first), GaussianMoments.Of(second));
    }

    /// <summary>d² between Gaussians of known moments.</summary>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public static double Squared(GaussianMoments first, GaussianMoments second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Mean.Length != second.Mean.Length)
            throw new ArgumentException($"The moments have {first.Mean.Length} and {second.Mean.Length} dimensions.");
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        int size = first.Mean.Length;
        var difference = TensorValues.Create(first.Mean, size) - TensorValues.Create(second.Mean, size);
        var (c1, c2) = (Matrix(first), Matrix(second));
        var traces = c1.trace() + c2.trace() - 2 * TraceOfRoot(c1, c2);
        return Math.Max(0, (difference.square().sum() + traces).item<double>());
    }

    private static Tensor Matrix(GaussianMoments moments) => TensorValues.Create(
        [.. moments.Covariance.Cast<double>()], moments.Mean.Length, moments.Mean.Length);

    /// <summary>tr((C₁½ C₂ C₁½)½), whose argument is symmetric, so that no complex root can appear.</summary>
    private static Tensor TraceOfRoot(Tensor c1, Tensor c2)
    {
        var (values, vectors) = linalg.eigh(c1);
        var root = (vectors * values.clamp_min(0).sqrt()).matmul(vectors.t());
        return linalg.eigvalsh(root.matmul(c2).matmul(root)).clamp_min(0).sqrt().sum();
    }
}

/// <summary>Mean and covariance of a distribution over vectors of D numbers.</summary>
public sealed class GaussianMoments
{
    /// <summary>Moments that are known.</summary>
    /// <param name="mean">D numbers.</param>
    /// <param name="covariance">A symmetric, positive semi-definite matrix (D, D).</param>
    /// <exception cref="ArgumentException">The covariance is not (D, D).</exception>
    public GaussianMoments(double[] mean, double[,] covariance)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(covariance);
        if (covariance.GetLength(0) != mean.Length || covariance.GetLength(1) != mean.Length)
            throw new ArgumentException(
                $"The covariance of {mean.Length} components is {mean.Length}×{mean.Length}, not "
                + $"{covariance.GetLength(0)}×{covariance.GetLength(1)}.", nameof(covariance));
        (Mean, Covariance) = (mean, covariance);
    }

    /// <summary>The mean, D numbers.</summary>
    public double[] Mean { get; }

    /// <summary>The covariance, (D, D).</summary>
    public double[,] Covariance { get; }

    /// <summary>The sample mean and the unbiased sample covariance (divided by N − 1) of at least two rows.</summary>
    public static GaussianMoments Of(SampleRows rows)
    {
        SampleRows.RequireComparable(rows, rows, 2);
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var values = rows.ToTensor();
        var mean = values.mean([0]);
        var centered = values - mean;
        var covariance = centered.t().matmul(centered) / (rows.Count - 1);
        double[,] matrix = new double[rows.Width, rows.Width];
        double[] entries = covariance.data<double>().ToArray();
        Buffer.BlockCopy(entries, 0, matrix, 0, entries.Length * sizeof(double));
        return new GaussianMoments(mean.data<double>().ToArray(), matrix);
    }
}
