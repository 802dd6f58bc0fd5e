using System.Globalization;
using Ml.Gan.Data;
using Ml.Gan.Metrics;

namespace Ml.Gan.Cli.Captioning;

/// <summary>
/// Measures of captions. Of several captions of each image, BLEU and CIDEr-D are the mean over the first captions of
/// all images, their second ones, and so on; distinct-n is that of all captions.
/// </summary>
/// <param name="Bleu4">BLEU-4, in [0, 1]; null without references.</param>
/// <param name="CiderD">CIDEr-D, in [0, 10]; null without references, or of one image.</param>
/// <param name="Distinct1">distinct-1, in [0, 1]; null where there are no words.</param>
/// <param name="Distinct2">distinct-2, in [0, 1]; null where no caption has two words.</param>
/// <param name="Score">Mean of the evaluator's scores, in [0, 1]; null without one.</param>
internal sealed record CaptionMeasures(
    double? Bleu4, double? CiderD, double? Distinct1, double? Distinct2, double? Score)
{
    /// <param name="images">The images with their captions; all have the same number.</param>
    /// <param name="references">What people say of them; null where that isn't known.</param>
    public static CaptionMeasures Of(IReadOnlyList<CaptionedPicture> images, CaptionReferences? references)
    {
        IReadOnlyList<string>[][] words =
            [.. images.Select(image => image.Captions.Select(CaptionTokenizer.Split).ToArray())];
        IReadOnlyList<string>[] all = [.. words.SelectMany(own => own)];
        double[] scores = [.. images.SelectMany(image => image.Scores ?? []).Select(score => (double)score)];
        double? Distinct(int n) => all.Any(own => own.Count >= n) ? CaptionMetrics.DistinctN(all, n) : null;
        var (bleu, cider) = references is null ? (null, null) : ByReferences(
            words,
            [.. images.Select(image => references.Of(image.Name).Select(CaptionTokenizer.Split).ToArray())]);
        return new CaptionMeasures(
            bleu, cider, Distinct(1), Distinct(2), scores.Length == 0 ? null : scores.Average());
    }

    /// <summary>The same by the names that a training's <c>captions.json</c> has.</summary>
    public object Json() => new
    {
        evaluator = Score,
        bleu_4 = Bleu4,
        cider_d = CiderD,
        corpus_distinct_1 = Distinct1,
        corpus_distinct_2 = Distinct2,
    };

    /// <summary>What there is of it in words: "BLEU-4 0.412, CIDEr-D 1.230, distinct-1 0.310".</summary>
    public override string ToString()
    {
        (string Name, double? Value)[] all =
        [
            ("score", Score), ("BLEU-4", Bleu4), ("CIDEr-D", CiderD), ("distinct-1", Distinct1),
            ("distinct-2", Distinct2),
        ];
        return string.Join(", ", all.Where(one => one.Value is not null).Select(
            one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {one.Value:F3}")));
    }

    private static (double? Bleu, double? Cider) ByReferences(
        IReadOnlyList<string>[][] words, IReadOnlyList<IReadOnlyList<string>>[] references)
    {
        IReadOnlyList<string>[][] rounds =
            [.. Enumerable.Range(0, words[0].Length).Select(k => words.Select(own => own[k]).ToArray())];
        return (
            rounds.Average(round => CaptionMetrics.Bleu(round, references)),
            words.Length < 2 ? null : rounds.Average(round => CaptionMetrics.CiderD(round, references)));
    }
}

/// <summary>An image with its captions.</summary>
/// <param name="File">The image's file.</param>
/// <param name="Name">Its path below a folder, or the name of its file.</param>
/// <param name="Captions">The captions.</param>
/// <param name="Scores">The evaluator's score of each, in [0, 1]; null without one.</param>
internal sealed record CaptionedPicture(
    string File, string Name, IReadOnlyList<string> Captions, IReadOnlyList<float>? Scores);
