using System.Globalization;
using Ml.Gan.Data;
using Ml.Gan.Data.Images;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// Comparison of images with those that they should be, one by one: peak signal-to-noise ratio (PSNR) and structural
/// similarity (SSIM: Wang et al., "Image Quality Assessment: From Error Visibility to Structural Similarity", 2004).
/// </summary>
/// <remarks>
/// Values are in [-1, 1], so that the peak of PSNR is 2, as 255 of bytes. SSIM is that of values in [0, 1], with a
/// Gaussian window of 11×11 pixels and standard deviation 1.5, K₁ = 0.01 and K₂ = 0.03, its mean over all positions of
/// the window within the image and over the channels.
/// </remarks>
public sealed class ImageComparison
{
    private const double Peak = 2;

    private ImageComparison(double[] psnr, double[]? ssim) => (Psnr, Ssim) = (psnr, ssim);

    /// <summary>PSNR of each image in dB, over all of its values; ∞ where it is equal to its reference.</summary>
    public IReadOnlyList<double> Psnr { get; }

    /// <summary>SSIM of each image, in [-1, 1], 1 where it is equal; null of images below 11×11 pixels.</summary>
    public IReadOnlyList<double>? Ssim { get; }

    /// <summary>Number of images that are equal to their references.</summary>
    public int EqualCount => Psnr.Count(double.IsPositiveInfinity);

    /// <summary>Mean of the images' PSNR in dB; ∞ where one or more are equal to their references.</summary>
    public double MeanPsnr => Psnr.Average();

    /// <summary>Mean of the images' SSIM; null of images below 11×11 pixels.</summary>
    public double? MeanSsim => Ssim?.Average();

    /// <summary>Compares batches of images.</summary>
    /// <param name="images">Images (N, C, H, W) in [-1, 1], at least one, on whatever device.</param>
    /// <param name="references">What they should be, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ, or are none of images.</exception>
    public static ImageComparison Of(Tensor images, Tensor references)
    {
        var (count, shape) = ImageTensors.ShapeOf(images);
        if (ImageTensors.ShapeOf(references) != (count, shape))
            throw new ArgumentException(
                $"Images of the shape ({string.Join(", ", images.shape)}) can't be compared with references of "
                + $"({string.Join(", ", references.shape)}).");
        return Of(ImageTensors.ToFloats(images), ImageTensors.ToFloats(references), shape);
    }

    /// <summary>Compares images one after another.</summary>
    /// <param name="images">N·C·H·W values in [-1, 1] of at least one image, channel by channel, row by row.</param>
    /// <param name="references">As many values of what they should be.</param>
    /// <param name="shape">Shape of an image.</param>
    /// <exception cref="ArgumentException">The numbers of values differ, or are no whole images.</exception>
    public static ImageComparison Of(
        ReadOnlyMemory<float> images, ReadOnlyMemory<float> references, SampleShape shape)
    {
        int count = images.Length / shape.Length;
        if (count == 0 || images.Length != references.Length || images.Length % shape.Length != 0)
            throw new ArgumentException(
                $"{images.Length} values of images and {references.Length} of references were given; both must be as "
                + $"many images of {shape.Length} values ({shape}), at least one.");
        double[] psnr = new double[count], ssim = new double[count];
        bool isLarge = Math.Min(shape.Height, shape.Width) >= StructuralSimilarity.WindowSize;
        Parallel.For(0, count, i =>
        {
            var image = images.Span.Slice(i * shape.Length, shape.Length);
            var reference = references.Span.Slice(i * shape.Length, shape.Length);
            psnr[i] = PeakSignalToNoise(image, reference);
            ssim[i] = isLarge ? StructuralSimilarity.Of(image, reference, shape) : 0;
        });
        return new ImageComparison(psnr, isLarge ? ssim : null);
    }

    /// <summary>Means in words: "PSNR 24.13 dB, SSIM 0.8312"; equal images are named as such.</summary>
    public override string ToString()
    {
        string psnr = EqualCount == 0 ? string.Create(CultureInfo.InvariantCulture, $"PSNR {MeanPsnr:F2} dB")
            : $"PSNR ∞ ({EqualCount} of {Psnr.Count} images equal)";
        return psnr + (MeanSsim is { } ssim ? string.Create(CultureInfo.InvariantCulture, $", SSIM {ssim:F4}") : "");
    }

    private static double PeakSignalToNoise(ReadOnlySpan<float> image, ReadOnlySpan<float> reference)
    {
        double sum = 0;
        for (int i = 0; i < image.Length; i++)
            sum += ((double)image[i] - reference[i]) * ((double)image[i] - reference[i]);
        return 10 * Math.Log10(Peak * Peak * image.Length / sum);
    }
}
