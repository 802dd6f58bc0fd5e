namespace Ml.Gan.Metrics;

/// <summary>
/// Metrics of captions, lists of words: BLEU (Papineni et al., 2002) and CIDEr-D (Vedantam et al., 2015) by what people
/// wrote of the same images, distinct-n (Li et al., 2016) of how varied they are.
/// </summary>
/// <remarks>
/// Words are equal where they have the same letters: bring captions and references to lower case, and take punctuation
/// from them, by the same rules. All three are computed in float64.
/// </remarks>
public static class CaptionMetrics
{
    /// <summary>Longest n-grams of CIDEr-D.</summary>
    private const int CiderOrder = 4;

    /// <summary>σ of CIDEr-D's penalty of lengths, in words.</summary>
    private const double CiderDeviation = 6;

    private const double CiderScale = 10;

    /// <summary>
    /// BLEU-n of a set of captions, in [0, 1], 1 where each is one of its references: BP · exp(mean of log p₁ … pₙ),
    /// where pₖ is the share of the captions' k-grams that are in a reference, none counted more often than the
    /// reference has it, and BP = exp(min(0, 1 − r/c)) of c words of captions and r of the references that are closest
    /// in length, of two the shorter (Papineni et al., "BLEU: a Method for Automatic Evaluation of Machine
    /// Translation", 2002).
    /// </summary>
    /// <param name="candidates">A caption of each image, its words; at least one image.</param>
    /// <param name="references">References of each image, at least one for each, in the same order.</param>
    /// <param name="maxOrder">n, at least 1. Default 4.</param>
    /// <remarks>Not smoothed: 0 where no n-gram of the captions is in a reference, as of few short captions.</remarks>
    /// <exception cref="ArgumentException">
    /// There are no captions, or an image has no reference, or the numbers of images differ.
    /// </exception>
    public static double Bleu(
        IReadOnlyList<IReadOnlyList<string>> candidates,
        IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> references,
        int maxOrder = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxOrder, 1);
        RequirePairs(candidates, references);
        long words = candidates.Sum(candidate => (long)candidate.Count);
        long closest = candidates.Zip(references, ClosestLength).Sum();
        var counter = new NgramCounter();
        double sum = 0;
        for (int order = 1; order <= maxOrder; order++)
        {
            long matched = 0, all = 0;
            foreach (var (candidate, ofImage) in candidates.Zip(references))
            {
                var counts = counter.Count(candidate, order);
                var most = Most(ofImage.Select(reference => counter.Count(reference, order)));
                matched += counts.Sum(count => (long)Math.Min(count.Value, most.GetValueOrDefault(count.Key)));
                all += counts.Values.Sum(count => (long)count);
            }
            if (matched == 0)
                return 0;
            sum += Math.Log((double)matched / all);
        }
        return Math.Exp(Math.Min(0, 1 - (double)closest / words) + sum / maxOrder);
    }

    /// <summary>
    /// CIDEr-D of a set of captions, in [0, 10]: the mean over images, n = 1 … 4 and references s of a caption c of
    /// 10 · exp(−(|c| − |s|)² / 2σ²) · min(g(c), g(s))ᵀ g(s) / (‖g(c)‖ ‖g(s)‖), where g counts each n-gram and weighs
    /// it by log(N / number of images that have it in a reference), and σ is 6 words (Vedantam et al., "CIDEr:
    /// Consensus-based Image Description Evaluation", 2015).
    /// </summary>
    /// <param name="candidates">A caption of each of N images, its words; at least two images.</param>
    /// <param name="references">References of each image, at least one for each, in the same order.</param>
    /// <remarks>
    /// Counts are those of the n-gram, as in the authors' program, not shares of the caption's n-grams, as in the
    /// paper: the minimum depends on it. The weights are those of the references given, so that figures of other images
    /// don't compare.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There are fewer than two images, of which all weights are 0, or an image has no reference, or the numbers of
    /// images differ.
    /// </exception>
    public static double CiderD(
        IReadOnlyList<IReadOnlyList<string>> candidates,
        IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> references)
    {
        RequirePairs(candidates, references);
        if (candidates.Count < 2)
            throw new ArgumentException(
                "CIDEr-D weighs words by how few images have them in their references: it needs at least two images.",
                nameof(candidates));
        var counter = new NgramCounter();
        double sum = 0;
        for (int order = 1; order <= CiderOrder; order++)
        {
            Dictionary<int, int>[][] counts =
            [
                .. references.Select(
                    ofImage => ofImage.Select(reference => counter.Count(reference, order)).ToArray()),
            ];
            var weights = new NgramWeights(counts);
            for (int image = 0; image < candidates.Count; image++)
            {
                var candidate = weights.Of(counter.Count(candidates[image], order));
                double ofImage = 0;
                for (int i = 0; i < counts[image].Length; i++)
                {
                    double difference = candidates[image].Count - references[image][i].Count;
                    ofImage += Math.Exp(-difference * difference / (2 * CiderDeviation * CiderDeviation))
                        * NgramWeights.ClippedCosine(candidate, weights.Of(counts[image][i]));
                }
                sum += ofImage / counts[image].Length;
            }
        }
        return CiderScale * sum / (CiderOrder * candidates.Count);
    }

    /// <summary>
    /// distinct-n of a set of captions: the number of different n-grams in all of them, divided by the number of all,
    /// from near 0 (always the same) to 1 (none twice) (Li et al., "A Diversity-Promoting Objective Function for Neural
    /// Conversation Models", 2016, who divide by the number of words).
    /// </summary>
    /// <param name="captions">The captions, their words. It falls as their number grows: compare equal numbers.</param>
    /// <param name="n">n, at least 1.</param>
    /// <exception cref="ArgumentException">No caption has n words.</exception>
    public static double DistinctN(IReadOnlyList<IReadOnlyList<string>> captions, int n)
    {
        ArgumentNullException.ThrowIfNull(captions);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var counter = new NgramCounter();
        var different = new HashSet<int>();
        long all = 0;
        foreach (var counts in captions.Select(caption => counter.Count(caption, n)))
        {
            different.UnionWith(counts.Keys);
            all += counts.Values.Sum(count => (long)count);
        }
        return all > 0 ? (double)different.Count / all : throw new ArgumentException(
            $"None of {captions.Count} captions has {n} words or more, so that there is nothing to count.",
            nameof(captions));
    }

    private static void RequirePairs(
        IReadOnlyList<IReadOnlyList<string>> candidates,
        IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> references)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(references);
        if (candidates.Count == 0 || candidates.Count != references.Count)
            throw new ArgumentException(
                $"There are captions of {candidates.Count} images and references of {references.Count}; both must be "
                + "of the same images, at least one.");
        for (int i = 0; i < references.Count; i++)
        {
            if (references[i].Count == 0)
                throw new ArgumentException(
                    $"Image {i} has no references. Leave out what nothing can be compared with.", nameof(references));
        }
    }

    private static long ClosestLength(
        IReadOnlyList<string> candidate, IReadOnlyList<IReadOnlyList<string>> references) =>
        references.Select(reference => reference.Count)
            .MinBy(length => (Math.Abs(length - candidate.Count), length));

    /// <summary>How often a reference has each n-gram at most.</summary>
    private static Dictionary<int, int> Most(IEnumerable<Dictionary<int, int>> references)
    {
        var most = new Dictionary<int, int>();
        foreach (var (ngram, count) in references.SelectMany(counts => counts))
            most[ngram] = Math.Max(count, most.GetValueOrDefault(ngram));
        return most;
    }
}
