namespace Ml.Gan.Metrics;

/// <summary>Weights of n-grams, the rarer the higher: log(N / number of images with it in a reference).</summary>
internal sealed class NgramWeights
{
    private readonly Dictionary<int, int> _images = [];
    private readonly double _logOfAll;

    /// <param name="references">N-grams of each reference of each of N images, and how often it has them.</param>
    public NgramWeights(IReadOnlyList<IReadOnlyList<Dictionary<int, int>>> references)
    {
        _logOfAll = Math.Log(references.Count);
        foreach (int ngram in references.SelectMany(ofImage => ofImage.SelectMany(counts => counts.Keys).Distinct()))
            _images[ngram] = _images.GetValueOrDefault(ngram) + 1;
    }

    /// <summary>Counts, each times its weight; of what no reference has, that of what one image's have.</summary>
    public Dictionary<int, double> Of(Dictionary<int, int> counts) => counts.ToDictionary(
        count => count.Key, count => count.Value * (_logOfAll - Math.Log(_images.GetValueOrDefault(count.Key, 1))));

    /// <summary>min(c, s)ᵀ s / (‖c‖ ‖s‖); 0 where one of them is 0.</summary>
    public static double ClippedCosine(Dictionary<int, double> candidate, Dictionary<int, double> reference)
    {
        double norms = Norm(candidate) * Norm(reference);
        double product = candidate.Sum(
            weight => reference.TryGetValue(weight.Key, out double other) ? Math.Min(weight.Value, other) * other : 0);
        return norms > 0 ? product / norms : 0;
    }

    private static double Norm(Dictionary<int, double> vector) =>
        Math.Sqrt(vector.Values.Sum(weight => weight * weight));
}
