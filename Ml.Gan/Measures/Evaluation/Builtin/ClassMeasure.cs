namespace Ml.Gan.Measures;

/// <summary>A measure of what a classifier makes of the samples.</summary>
/// <inheritdoc cref="Measure"/>
public abstract record ClassMeasure(string Name, string Title, string Description, Better Better)
    : Measure(Name, Title, Description, Better)
{
    /// <inheritdoc/>
    public override bool UsesFeatures => false;

    /// <inheritdoc/>
    public override string? Objection(SampleSet samples) => samples.Predictions is null ? "it needs labelled images" : null;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) => Compute(
        candidate.Predictions ?? throw new ArgumentException("These samples have no classifier.", nameof(candidate)));

    /// <summary>The measure of predictions.</summary>
    protected abstract double Compute(ClassPredictions predictions);
}
