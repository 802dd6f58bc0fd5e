namespace Ml.Gan.Measures;

/// <summary>
/// Share of samples that a classifier of real images takes for the class that their first categorical code stands for. Which code stands for
/// which class is the best one-to-one assignment on the same samples (Chen et al., 2016).
/// </summary>
public sealed record CodeAccuracy() : Measure(
    "code-accuracy", "code accuracy", "share of samples whose class is the one that their code d1 stands for", Better.Larger)
{
    /// <inheritdoc/>
    public override bool UsesFeatures => false;

    /// <inheritdoc/>
    public override string? Objection(SampleSet samples) =>
        samples.Requests?.Codes is null ? "it needs a generator with a categorical code, and labelled images"
        : samples.Predictions is null ? "it needs labelled images"
        : null;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate)
    {
        var (predictions, requests) = (candidate.Predictions!, candidate.Requests!);
        int[,] counts = new int[requests.CodeCategories, predictions.ClassCount];
        foreach (var (code, found) in requests.Codes!.Zip(predictions.Classes))
            counts[code, found]++;
        int[] classes = HungarianAlgorithm.Assign(counts);
        return classes.Select((found, code) => found < 0 ? 0 : counts[code, found]).Sum() / (double)predictions.Classes.Length;
    }
}
