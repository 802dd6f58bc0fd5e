using System.Collections.Concurrent;
using Ml.Gan.Data;

namespace Ml.Gan.Metrics;

/// <summary>
/// Samples with what metrics are computed of: their features, what they were generated for and, where there is a
/// classifier, their predicted classes.
/// </summary>
public sealed class SampleSet
{
    private readonly Lazy<SampleRows> _features;
    private readonly Lazy<ClassPredictions?> _predictions;
    private readonly ConcurrentDictionary<(SampleSet Real, Type Kind, int Neighbor), object> _comparisons = new();

    /// <summary>Wraps samples; features and classes are computed when they are first asked for.</summary>
    /// <param name="samples">N samples of C·H·W numbers, images in [-1, 1].</param>
    /// <param name="shape">Shape of a sample.</param>
    /// <param name="space">The space that they are compared in; stays the caller's.</param>
    /// <param name="targets">What they were generated for; null for nothing.</param>
    /// <param name="classifier">
    /// What predicts their classes; stays the caller's. Null for the space, where that is a classifier's.
    /// </param>
    public SampleSet(
        SampleRows samples,
        SampleShape shape,
        FeatureSpace space,
        SampleTargets? targets = null,
        ClassifierFeatures? classifier = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        (Samples, Shape, Space, Targets) = (samples, shape, space, targets);
        // What was given up is computed anew.
        _features = new Lazy<SampleRows>(
            () => space.Extract(samples, Cancellation), LazyThreadSafetyMode.PublicationOnly);
        classifier ??= space as ClassifierFeatures;
        _predictions = new Lazy<ClassPredictions?>(() => classifier?.Classify(samples));
    }

    /// <summary>The samples, (N, C·H·W).</summary>
    public SampleRows Samples { get; }

    /// <summary>Shape of a sample.</summary>
    public SampleShape Shape { get; }

    /// <summary>The space that the samples are compared in.</summary>
    public FeatureSpace Space { get; }

    /// <summary>
    /// Targets: what the samples were generated for, of real samples what they are; null for nothing.
    /// </summary>
    public SampleTargets? Targets { get; }

    /// <summary>Asks to give up the computation of features. Default never.</summary>
    internal CancellationToken Cancellation { get; set; }

    /// <summary>The samples' features, (N, d).</summary>
    public SampleRows Features => _features.Value;

    /// <summary>The samples' predicted classes; null where there is no classifier.</summary>
    public ClassPredictions? Predictions => _predictions.Value;

    /// <summary>
    /// Comparison of the features with those of real samples, computed once for the metrics that share it.
    /// </summary>
    /// <param name="real">Real samples.</param>
    /// <param name="neighbor">The neighbor that a ball reaches to.</param>
    /// <param name="compute">Compares real features with the set's.</param>
    internal T ComparedWith<T>(SampleSet real, int neighbor, Func<SampleRows, SampleRows, int, T> compute)
        where T : notnull =>
        (T)_comparisons.GetOrAdd(
            (real, typeof(T), neighbor), _ => compute(real.Features, Features, neighbor));
}

/// <summary>Labels and codes that samples were generated for; of real samples, what they are.</summary>
/// <param name="Labels">
/// The class of each sample; null where none was asked for, or not one of the data's classes.
/// </param>
/// <param name="Codes">
/// The category of each sample's first categorical code, of real samples its class; null where there is none.
/// </param>
/// <param name="CodeCategories">Number of these categories.</param>
public sealed record SampleTargets(IReadOnlyList<int>? Labels, IReadOnlyList<int>? Codes, int CodeCategories);
