using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Measures;

/// <summary>Mean and covariance of a distribution over vectors of D numbers.</summary>
public sealed class GaussianMoments
{
    /// <summary>Known moments.</summary>
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
        var centred = values - mean;
        var covariance = centred.t().matmul(centred) / (rows.Count - 1);
        var matrix = new double[rows.Width, rows.Width];
        double[] entries = covariance.data<double>().ToArray();
        Buffer.BlockCopy(entries, 0, matrix, 0, entries.Length * sizeof(double));
        return new GaussianMoments(mean.data<double>().ToArray(), matrix);
    }
}
