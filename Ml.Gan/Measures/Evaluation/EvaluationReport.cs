namespace Ml.Gan.Measures;

/// <summary>What was found out about a generator.</summary>
/// <param name="Data">Name of the real samples.</param>
/// <param name="Count">Number of generated samples, and of real ones.</param>
/// <param name="Seed">Seed of the evaluation.</param>
/// <param name="FeatureSpace">Where samples were compared, in a few words: "classifier features".</param>
/// <param name="FeatureDescription">What these features are, and how far they can be trusted.</param>
/// <param name="Results">The values, in the order in which they were asked for.</param>
public sealed record EvaluationReport(
    string Data, int Count, int Seed, string FeatureSpace, string FeatureDescription, IReadOnlyList<MeasureResult> Results)
{
    /// <summary>The result of the first measure with a name; null where it was not computed.</summary>
    public MeasureResult? Find(string name) => Results.FirstOrDefault(result => result.Measure.Name == name);

    /// <summary>A measure's name for people, with the features that it compares: "Fréchet distance (classifier features)".</summary>
    public string TitleOf(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return measure.UsesFeatures ? $"{measure.Title} ({FeatureSpace})" : measure.Title;
    }
}
