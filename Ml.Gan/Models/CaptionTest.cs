using Ml.Gan.Data;
using Ml.Gan.Metrics;

namespace Ml.Gan.Models;

/// <summary>How captions of images that a captioner was not trained on are.</summary>
/// <param name="Count">Number of images.</param>
/// <param name="CaptionsPerImage">Captions of each, each from noise of its own.</param>
/// <param name="TrueShare">
/// Share of the captions that are true of their images, in [0, 1]; null where the images aren't drawn scenes.
/// </param>
/// <param name="DistinctCaptions">Different captions of an image, the mean over the images.</param>
/// <param name="Distinct1">
/// Distinct-1 of the captions of an image (Li et al., 2016), the mean over the images, in [0, 1].
/// </param>
/// <param name="Distinct2">Distinct-2 of the captions of an image, likewise.</param>
/// <param name="CorpusDistinct1">Distinct-1 of all captions.</param>
/// <param name="CorpusDistinct2">Distinct-2 of all captions.</param>
/// <param name="Bleu4">BLEU-4 of the first caption of each image (Papineni et al., 2002), in [0, 1].</param>
/// <param name="CiderD">
/// CIDEr-D of these (Vedantam et al., 2015), in [0, 10]; null for a single image, for which there is none.
/// </param>
/// <param name="EvaluatorScore">
/// Mean of the evaluator's scores of all captions, in [0, 1]; null where there is no evaluator.
/// </param>
public sealed record CaptionTest(
    int Count, int CaptionsPerImage, double? TrueShare, double DistinctCaptions, double Distinct1, double Distinct2,
    double CorpusDistinct1, double CorpusDistinct2, double Bleu4, double? CiderD, double? EvaluatorScore)
{
    private const int BatchSize = 64;

    /// <summary>Writes captions of all images of a source that isn't endless.</summary>
    /// <param name="gan">The model.</param>
    /// <param name="data">The images, with the captions that people gave them.</param>
    /// <param name="captionsPerImage">Captions of each, at least 1. Default 5.</param>
    /// <param name="seed">Selects the noise. Default 1.</param>
    /// <exception cref="ArgumentException">The images are endless.</exception>
    public static CaptionTest Run(CaptionGan gan, CaptionedImages data, int captionsPerImage = 5, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(gan);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(captionsPerImage, 1);
        if (data.Count is not { } count)
            throw new ArgumentException("Captions are judged for a number of images.", nameof(data));
        List<IReadOnlyList<string>> captions = [];
        double score = 0;
        for (long start = 0; start < count; start += BatchSize)
        {
            long[] indices = [.. Enumerable.Range(0, (int)Math.Min(BatchSize, count - start)).Select(i => start + i)];
            float[] images = new float[indices.Length * data.Shape.Length];
            data.Read(indices, images);
            var written = gan.Caption(images, captionsPerImage, seed + (start / BatchSize));
            captions.AddRange(written);
            for (int i = 0; gan.HasEvaluator && i < captionsPerImage; i++)
                score += gan.Score(images, [.. written.Select(ofImage => ofImage[i])]).Sum();
        }
        return Of(captions, data, gan.HasEvaluator ? score / (count * captionsPerImage) : null);
    }

    private static CaptionTest Of(List<IReadOnlyList<string>> captions, CaptionedImages data, double? score)
    {
        IReadOnlyList<string>[][] words =
            [.. captions.Select(ofImage => ofImage.Select(CaptionTokenizer.Split).ToArray())];
        IReadOnlyList<string>[] all = [.. words.SelectMany(ofImage => ofImage)];
        IReadOnlyList<IReadOnlyList<string>>[] people =
        [
            .. Enumerable.Range(0, captions.Count).Select(
                image => data.CaptionsOf(image).Select(CaptionTokenizer.Split).ToArray()),
        ];
        IReadOnlyList<string>[] first = [.. words.Select(ofImage => ofImage[0])];
        return new CaptionTest(
            captions.Count, captions[0].Count, TrueShareOf(captions, data),
            captions.Average(ofImage => ofImage.Distinct().Count()),
            words.Average(ofImage => CaptionMetrics.DistinctN(ofImage, 1)),
            words.Average(ofImage => CaptionMetrics.DistinctN(ofImage, 2)),
            CaptionMetrics.DistinctN(all, 1), CaptionMetrics.DistinctN(all, 2), CaptionMetrics.Bleu(first, people),
            captions.Count > 1 ? CaptionMetrics.CiderD(first, people) : null, score);
    }

    private static double? TrueShareOf(List<IReadOnlyList<string>> captions, CaptionedImages data)
    {
        if (data.DescribeScene(0) is null)
            return null;
        return captions.Select((ofImage, image) => ofImage.Average(
            caption => data.DescribeScene(image)!.IsTrue(caption) ? 1.0 : 0)).Average();
    }
}
