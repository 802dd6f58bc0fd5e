using Ml.Gan.Data;

namespace Ml.Gan.Measures;

/// <summary>Samples with what measures look at: their features, what they were asked for by and, where there is a classifier, their classes.</summary>
public sealed class SampleSet
{
    private readonly Lazy<SampleRows> _features;
    private readonly Lazy<ClassPredictions?> _predictions;

    /// <summary>Wraps samples; features and classes are computed when they are first asked for.</summary>
    /// <param name="samples">N samples of C·H·W numbers, images in [-1, 1].</param>
    /// <param name="shape">Shape of a sample.</param>
    /// <param name="space">Where the samples are compared; stays the caller's.</param>
    /// <param name="requests">What they were asked for by; null where nothing was.</param>
    public SampleSet(SampleRows samples, SampleShape shape, FeatureSpace space, SampleRequests? requests = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        (Samples, Shape, Space, Requests) = (samples, shape, space, requests);
        _features = new Lazy<SampleRows>(() => space.Extract(samples));
        _predictions = new Lazy<ClassPredictions?>(() => (space as ClassifierFeatures)?.Classify(samples));
    }

    /// <summary>The samples, (N, C·H·W).</summary>
    public SampleRows Samples { get; }

    /// <summary>Shape of a sample.</summary>
    public SampleShape Shape { get; }

    /// <summary>Where the samples are compared.</summary>
    public FeatureSpace Space { get; }

    /// <summary>What the samples were asked for by, of real samples what they are; null where nothing was asked for.</summary>
    public SampleRequests? Requests { get; }

    /// <summary>The samples' features, (N, d).</summary>
    public SampleRows Features => _features.Value;

    /// <summary>The samples' classes; null where there is no classifier.</summary>
    public ClassPredictions? Predictions => _predictions.Value;
}
