using System.Drawing;
using System.Globalization;
using Ml.Gan.Data;
using Ml.Gan.Data.Images;
using Ml.Gan.Metrics;

namespace Ml.Gan.Cli.Translating;

/// <summary>Compares results with what they should be: images of the same names in a folder.</summary>
internal sealed class TargetComparison
{
    private readonly string _folder;
    private readonly Color _background;
    private readonly PartnerFiles _targets;
    private readonly List<ImageComparison> _compared = [];

    /// <param name="folder">The folder.</param>
    /// <param name="background">What is seen where its images are transparent.</param>
    /// <param name="images">What is translated.</param>
    /// <exception cref="GanException">An image has no target, or more than one.</exception>
    public TargetComparison(string folder, Color background, IReadOnlyList<Translation> images)
    {
        (_folder, _background) = (folder, background);
        _targets = new PartnerFiles(
            folder, "target", "the images that results should be", images, takesFile: false);
    }

    /// <summary>Compares a result with its target.</summary>
    /// <param name="image">What was translated.</param>
    /// <param name="result">The result.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <returns>What they have in common, or why that isn't known, as the end of a sentence.</returns>
    public (ImageComparison? Found, string? Fault) Compare(Translation image, Picture result, int channels)
    {
        string path = _targets.Of(image);
        var (target, fault) = PictureFile.Read(path, channels, _background);
        if (target is null)
            return (null, $"'{path}' {fault}");
        if ((target.Width, target.Height) != (result.Width, result.Height))
            return (null, $"'{path}' has {target.Width}×{target.Height} pixels, but the result "
                + $"{result.Width}×{result.Height}");
        var shape = new SampleShape(channels, result.Height, result.Width);
        _compared.Add(ImageComparison.Of(Planes(result, channels), Planes(target, channels), shape));
        return (_compared[^1], null);
    }

    /// <summary>Number of images that were compared.</summary>
    public int Count => _compared.Count;

    /// <summary>Mean PSNR in decibels; null where there is none, or two images are equal.</summary>
    public double? MeanPsnr => _compared.Count == 0 || _compared.Any(one => one.EqualCount > 0)
        ? null
        : _compared.Average(one => one.MeanPsnr);

    /// <summary>Mean SSIM; null where an image has none.</summary>
    public double? MeanSsim => _compared.Count == 0 || _compared.Any(one => one.MeanSsim is null)
        ? null
        : _compared.Average(one => one.MeanSsim);

    /// <summary>Means over all images that were compared; null where there were none.</summary>
    public string? Means()
    {
        if (_compared.Count == 0)
            return null;
        int equal = _compared.Sum(one => one.EqualCount);
        string psnr = equal > 0
            ? $"PSNR ∞ ({equal} of {_compared.Count} images equal)"
            : string.Create(
                CultureInfo.InvariantCulture, $"PSNR {_compared.Average(one => one.MeanPsnr):F2} dB");
        string ssim = _compared.All(one => one.MeanSsim is not null)
            ? string.Create(CultureInfo.InvariantCulture, $", SSIM {_compared.Average(one => one.MeanSsim):F4}")
            : "";
        return $"Mean of {ShortText.Count(_compared.Count, "image")} against '{_folder}': {psnr}{ssim}";
    }

    /// <summary>Bytes (H, W, C) as values in [-1, 1], (C, H, W).</summary>
    private static float[] Planes(Picture picture, int channels)
    {
        float[] values = new float[picture.Pixels.Length];
        int plane = values.Length / channels;
        for (int i = 0; i < values.Length; i++)
            values[(i % channels * plane) + (i / channels)] = PixelScale.ToFloat(picture.Pixels[i]);
        return values;
    }
}
