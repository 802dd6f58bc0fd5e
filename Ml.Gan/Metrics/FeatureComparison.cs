namespace Ml.Gan.Metrics;

/// <summary>Comparison of two sets of images by their features.</summary>
/// <param name="Frechet">Squared Fréchet distance (<see cref="FrechetDistance"/>), from 0 on.</param>
/// <param name="Kid">KID (<see cref="KernelInceptionDistance"/>), around 0 where there is no difference.</param>
/// <param name="Precision">
/// Share of generated images within the manifold of real ones, in [0, 1] (<see cref="PrecisionRecall"/>); null of fewer
/// than 4 images.
/// </param>
/// <param name="Recall">Share of real images within the manifold of generated ones, in [0, 1]; null likewise.</param>
public sealed record FeatureComparison(double Frechet, double Kid, double? Precision, double? Recall)
{
    /// <summary>Compares sets of at least two rows of equal width.</summary>
    /// <param name="real">Features of real images.</param>
    /// <param name="generated">Features of generated images, of about as many.</param>
    /// <exception cref="ArgumentException">There are too few rows, or their widths differ.</exception>
    public static FeatureComparison Of(SampleRows real, SampleRows generated)
    {
        const int MostRows = MaximumMeanDiscrepancy.MostRows;
        var manifolds = Math.Min(real.Count, generated.Count) > PrecisionRecall.DefaultNeighbor
            ? PrecisionRecall.Of(real, generated)
            : null;
        return new FeatureComparison(
            FrechetDistance.Squared(real, generated),
            KernelInceptionDistance.Squared(real.First(MostRows), generated.First(MostRows)), manifolds?.Precision,
            manifolds?.Recall);
    }
}
