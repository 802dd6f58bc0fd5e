using Ml.Gan.Data;

namespace Ml.Gan.Measures;

/// <summary>
/// Classifies each channel of stacked images (<see cref="StackedDigits"/>): features are those of the channels one after the other, and
/// a class is that of all three, so that ten digits make 1000 classes.
/// </summary>
public sealed class StackedClassifier : ClassifierFeatures
{
    private readonly SampleClassifier _digits;

    /// <summary>Takes a classifier of one channel, which it owns from then on.</summary>
    public StackedClassifier(SampleClassifier digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        _digits = digits;
    }

    /// <inheritdoc/>
    public override string Description => $"for each channel, {_digits.Description}";

    /// <inheritdoc/>
    public override SampleRows Extract(SampleRows samples)
    {
        var features = _digits.Extract(Channels(samples));
        return new SampleRows(features.Values, features.Width * StackedDigits.Channels);
    }

    /// <summary>A sample's class as in <see cref="StackedDigits.Labels"/>; its confidence is that in the least certain channel.</summary>
    public override ClassPredictions Classify(SampleRows samples)
    {
        var (k, classes, confidences) = _digits.Classify(Channels(samples));
        return new ClassPredictions(
            k * k * k,
            [.. classes.Chunk(StackedDigits.Channels).Select(channels => channels.Aggregate(0, (label, digit) => label * k + digit))],
            [.. confidences.Chunk(StackedDigits.Channels).Select(channels => channels.Min())]);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _digits.Dispose();
        base.Dispose(disposing);
    }

    private static SampleRows Channels(SampleRows samples) => new(samples.Values, samples.Width / StackedDigits.Channels);
}
