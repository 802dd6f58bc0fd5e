namespace Ml.Gan.Measures;

/// <summary>Share of samples that a classifier of real images takes for the class that was asked for.</summary>
public sealed record LabelAgreement() : Measure(
    "label-agreement", "label agreement", "share of samples whose class is the one asked for", Better.Larger)
{
    /// <inheritdoc/>
    public override bool UsesFeatures => false;

    /// <inheritdoc/>
    public override string? Objection(SampleSet samples) =>
        samples.Requests?.Labels is null ? "it needs a generator that is asked for the classes of the data"
        : samples.Predictions is null ? "it needs labelled images"
        : null;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) =>
        candidate.Predictions!.Classes.Zip(candidate.Requests!.Labels!).Count(pair => pair.First == pair.Second)
        / (double)candidate.Predictions.Classes.Length;
}
