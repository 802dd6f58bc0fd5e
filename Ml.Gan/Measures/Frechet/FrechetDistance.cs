using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Measures;

/// <summary>
/// The Fréchet distance between two Gaussians (Dowson and Landau, 1982), squared:
/// d² = ‖μ₁ − μ₂‖² + tr(C₁ + C₂ − 2(C₁½ C₂ C₁½)½). From 0 (the same moments) to infinity.
/// </summary>
/// <remarks>
/// Only on Inception-v3 features is it the FID (Heusel et al., 2017). The estimate from samples is biased upwards, by about
/// D/N in units of the variance, so compare figures of the same N and the same features only.
/// </remarks>
public static class FrechetDistance
{
    /// <summary>d² between two sets of at least two rows of equal width, with the moments of <see cref="GaussianMoments.Of"/>.</summary>
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
        var difference = torch.tensor(first.Mean) - torch.tensor(second.Mean);
        var (c1, c2) = (torch.from_array(first.Covariance), torch.from_array(second.Covariance));
        var traces = c1.trace() + c2.trace() - 2 * TraceOfRoot(c1, c2);
        return Math.Max(0, (difference.square().sum() + traces).item<double>());
    }

    /// <summary>tr((C₁½ C₂ C₁½)½), whose argument is symmetric, so that no complex root can appear.</summary>
    private static Tensor TraceOfRoot(Tensor c1, Tensor c2)
    {
        var (values, vectors) = linalg.eigh(c1);
        var root = (vectors * values.clamp_min(0).sqrt()).matmul(vectors.t());
        return linalg.eigvalsh(root.matmul(c2).matmul(root)).clamp_min(0).sqrt().sum();
    }
}
