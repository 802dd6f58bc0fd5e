using Ml.Gan.Data;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>Features of a classifier, and its predictions.</summary>
public abstract class ClassifierFeatures : FeatureSpace
{
    /// <inheritdoc/>
    public override string Name => "classifier features";

    /// <summary>Predicted class of each of N samples (N, C·H·W).</summary>
    public abstract ClassPredictions Classify(SampleRows samples);
}

/// <summary>Predictions of a classifier for N samples.</summary>
/// <param name="ClassCount">Number of classes, K.</param>
/// <param name="Classes">The most probable class of each sample, 0 to K − 1.</param>
/// <param name="Confidences">The probability of that class, in [1/K, 1].</param>
public sealed record ClassPredictions(int ClassCount, int[] Classes, float[] Confidences);

/// <summary>
/// Small convolutional classifier, trained in seconds on labeled images, whose last hidden layer (N, 64) is a space of
/// features.
/// </summary>
/// <remarks>Not Inception-v3: a Fréchet distance between these features is not an FID.</remarks>
public sealed class SampleClassifier : ClassifierFeatures
{
    private const int BatchSize = 250;

    private readonly ClassifierNetwork _network;
    private readonly SampleShape _shape;
    private readonly string _data;

    private SampleClassifier(ClassifierNetwork network, ISampleSource data, int trainingCount)
    {
        (_network, _shape, _data) = (network, data.Shape, data.Name);
        (ClassCount, TrainingCount) = (data.Labels!.ClassCount, trainingCount);
    }

    /// <summary>Number of classes, K.</summary>
    public int ClassCount { get; }

    /// <summary>Samples that it was trained on.</summary>
    public int TrainingCount { get; }

    /// <summary>Samples that it was tested on, none of which it was trained on.</summary>
    public int HeldOutCount { get; private set; }

    /// <summary>Share of the held-out samples whose class it names rightly, in [0, 1].</summary>
    public double Accuracy { get; private set; }

    /// <inheritdoc/>
    public override string Description =>
        $"a classifier trained on {TrainingCount:N0} samples of {_data}, {100 * Accuracy:F1} % right on "
        + $"{HeldOutCount:N0} held-out samples";

    /// <summary>
    /// Whether samples of this shape can be classified: images of 8×8 pixels or more, with 1 or 3 channels.
    /// </summary>
    public static bool Supports(SampleShape shape) => shape is { Channels: 1 or 3, Height: >= 8, Width: >= 8 };

    /// <summary>Trains a classifier: the same seed, data, machine and number of threads give the same one.</summary>
    /// <param name="data">Labeled images of a shape that is supported (<see cref="Supports"/>).</param>
    /// <param name="training">Indices of the samples to train on.</param>
    /// <param name="heldOut">Indices of the samples to test it on afterwards.</param>
    /// <param name="seed">Seed of initial weights and shuffling.</param>
    /// <exception cref="GanDataException">The data carry no labels or aren't images that are supported.</exception>
    public static SampleClassifier Train(
        ISampleSource data, IReadOnlyList<long> training, IReadOnlyList<long> heldOut, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentOutOfRangeException.ThrowIfZero(training.Count, nameof(training));
        ArgumentOutOfRangeException.ThrowIfZero(heldOut.Count, nameof(heldOut));
        if (data.Labels is null)
            throw new GanDataException($"{MissingLabels.Of(data)}. No classifier can be trained on it.");
        if (!Supports(data.Shape))
            throw new GanDataException(
                "A classifier takes images of at least 8×8 pixels and 1 or 3 channels; "
                + $"the samples of '{data.Name}' are {data.Shape}.");
        var network = ClassifierTraining.Run(data, training, seed);
        var classifier = new SampleClassifier(network, data, training.Count);
        classifier.Test(data, heldOut);
        return classifier;
    }

    /// <inheritdoc/>
    public override SampleRows Extract(SampleRows samples)
    {
        float[] features = new float[samples.Count * ClassifierNetwork.FeatureCount];
        ForBatches(samples, (start, batch) =>
            _network.Features(batch).ToFloats().CopyTo(features, start * ClassifierNetwork.FeatureCount));
        return new SampleRows(features, ClassifierNetwork.FeatureCount);
    }

    /// <inheritdoc/>
    public override ClassPredictions Classify(SampleRows samples)
    {
        int[] classes = new int[samples.Count];
        float[] confidences = new float[samples.Count];
        ForBatches(samples, (start, batch) =>
        {
            var (probabilities, indices) = _network.call(batch).softmax(1).max(1);
            probabilities.ToFloats().CopyTo(confidences, start);
            indices.to(ScalarType.Int32).data<int>().ToArray().CopyTo(classes, start);
        });
        return new ClassPredictions(ClassCount, classes, confidences);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _network.Dispose();
        base.Dispose(disposing);
    }

    private void Test(ISampleSource data, IReadOnlyList<long> heldOut)
    {
        long[] indices = [.. heldOut], labels = data.Labels!.Read(indices);
        float[] values = new float[indices.Length * _shape.Length];
        data.Read(indices, values);
        int[] classes = Classify(new SampleRows(values, _shape.Length)).Classes;
        HeldOutCount = indices.Length;
        Accuracy = classes.Zip(labels).Count(pair => pair.First == pair.Second) / (double)indices.Length;
    }

    private void ForBatches(SampleRows samples, Action<int, Tensor> run)
    {
        if (samples.Width != _shape.Length)
            throw new ArgumentException(
                $"The classifier takes images of {_shape}, {_shape.Length} numbers each; these have {samples.Width}.",
                nameof(samples));
        using var frozen = no_grad();
        for (int start = 0; start < samples.Count; start += BatchSize)
        {
            using var scope = NewDisposeScope();
            using var computation = FinalizerPause.Begin();
            var batch = samples.Slice(start, Math.Min(BatchSize, samples.Count - start));
            long[] shape = [batch.Count, _shape.Channels, _shape.Height, _shape.Width];
            run(start, TensorValues.Create(batch.Values.Span, shape));
        }
    }
}

/// <summary>
/// Classifier of each channel of stacked images (<see cref="StackedDigits"/>): features are those of the channels one
/// after the other, and a class is that of all three, so that ten digits make 1000 classes.
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

    /// <summary>
    /// Predicted class as in <see cref="StackedDigits.Labels"/>; its confidence is that in the least certain
    /// channel.
    /// </summary>
    public override ClassPredictions Classify(SampleRows samples)
    {
        var (k, classes, confidences) = _digits.Classify(Channels(samples));
        return new ClassPredictions(
            k * k * k,
            [.. classes.Chunk(StackedDigits.Channels)
                .Select(channels => channels.Aggregate(0, (label, digit) => label * k + digit))],
            [.. confidences.Chunk(StackedDigits.Channels).Select(channels => channels.Min())]);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _digits.Dispose();
        base.Dispose(disposing);
    }

    private static SampleRows Channels(SampleRows samples) =>
        new(samples.Values, samples.Width / StackedDigits.Channels);
}
