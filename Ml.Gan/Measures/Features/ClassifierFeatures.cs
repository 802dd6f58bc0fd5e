namespace Ml.Gan.Measures;

/// <summary>Features of a classifier, which also says what it takes samples for.</summary>
public abstract class ClassifierFeatures : FeatureSpace
{
    /// <inheritdoc/>
    public override string Name => "classifier features";

    /// <summary>The most probable class of each of N samples (N, C·H·W).</summary>
    public abstract ClassPredictions Classify(SampleRows samples);
}
