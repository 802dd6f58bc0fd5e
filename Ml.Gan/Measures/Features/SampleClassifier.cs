using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Measures;

/// <summary>
/// A small convolutional classifier, trained in seconds on labelled images, whose last hidden layer (N, 64) is a space of features.
/// </summary>
/// <remarks>Not Inception-v3: a Fréchet distance between these features is not an FID.</remarks>
public sealed class SampleClassifier : ClassifierFeatures
{
    private const int BatchSize = 250;

    private readonly ClassifierNetwork _network;
    private readonly SampleShape _shape;
    private readonly string _data;

    private SampleClassifier(ClassifierNetwork network, ILabelledSampleSource data, int trainingCount)
    {
        (_network, _shape, _data) = (network, data.Shape, data.Name);
        (ClassCount, TrainingCount) = (data.ClassCount, trainingCount);
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
        $"a classifier trained on {TrainingCount:N0} samples of {_data}, {100 * Accuracy:F1} % right on {HeldOutCount:N0} held-out samples";

    /// <summary>Whether samples of this shape can be classified: images of 8×8 pixels or more, with 1 or 3 channels.</summary>
    public static bool Supports(SampleShape shape) => shape is { Channels: 1 or 3, Height: >= 8, Width: >= 8 };

    /// <summary>Trains a classifier: the same seed, data, machine and number of threads give the same one.</summary>
    /// <param name="data">Labelled images of a shape that is supported (<see cref="Supports"/>).</param>
    /// <param name="training">Indices of the samples to train on.</param>
    /// <param name="heldOut">Indices of the samples to test it on afterwards.</param>
    /// <param name="seed">Seed of initial weights and shuffling.</param>
    /// <exception cref="GanDataException">The data carry no labels or aren't images that are supported.</exception>
    public static SampleClassifier Train(
        ILabelledSampleSource data, IReadOnlyList<long> training, IReadOnlyList<long> heldOut, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentOutOfRangeException.ThrowIfZero(training.Count, nameof(training));
        ArgumentOutOfRangeException.ThrowIfZero(heldOut.Count, nameof(heldOut));
        if (data.ClassCount == 0)
            throw new GanDataException($"'{data.Name}' carries no labels, so no classifier can be trained on it.");
        if (!Supports(data.Shape))
            throw new GanDataException(
                $"A classifier takes images of at least 8×8 pixels and 1 or 3 channels; the samples of '{data.Name}' are {data.Shape}.");
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

    private void Test(ILabelledSampleSource data, IReadOnlyList<long> heldOut)
    {
        long[] indices = [.. heldOut], labels = new long[indices.Length];
        data.ReadLabels(indices, labels);
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
                $"The classifier takes images of {_shape}, {_shape.Length} numbers each; these have {samples.Width}.", nameof(samples));
        using var frozen = no_grad();
        for (int start = 0; start < samples.Count; start += BatchSize)
        {
            using var scope = NewDisposeScope();
            using var computation = FinalizerPause.Begin();
            var batch = samples.Slice(start, Math.Min(BatchSize, samples.Count - start));
            run(start, torch.tensor(batch.Values.ToArray(), [batch.Count, _shape.Channels, _shape.Height, _shape.Width]));
        }
    }
}
