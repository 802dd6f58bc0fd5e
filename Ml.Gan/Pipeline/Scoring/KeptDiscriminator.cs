using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Columns;
using Ml.Gan.Pipeline.Reading;
using Ml.Gan.Pipeline.Saving;

namespace Ml.Gan.Pipeline.Scoring;

/// <summary>A trained discriminator, and what the pipeline knew of its columns.</summary>
/// <param name="mlContext">The context.</param>
/// <param name="model">The ONNX model.</param>
/// <param name="options">The columns' names, and how samples are scaled.</param>
/// <param name="trainingType">Type of the training column.</param>
/// <param name="label">The label column of the training; null without one.</param>
internal sealed class KeptDiscriminator(
    MLContext mlContext, byte[] model, GanEstimator.Options options, DataViewType trainingType, LabelColumn? label)
{
    public byte[] Model => model;

    private string InputColumnName => options.InputColumnName ?? options.OutputColumnName;

    /// <exception cref="InvalidOperationException">It scores packs.</exception>
    public GanDiscriminator CreateDiscriminator(string outputColumnName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        var discriminator = Load();
        var layout = discriminator.Info.Conditions;
        var told = layout.ClassCount > 0 ? label : null;
        var vector = layout.VectorSize > 0
            ? new NumbersColumn("condition", options.ConditionColumnName!, layout.VectorSize)
            : null;
        var guard = TransformerGuard.Create<GanDiscriminator>(discriminator);
        var step = new ScoreStep(
            outputColumnName, discriminator, guard, Samples(discriminator), told, vector, options.ScoringBatchSize);
        return new GanDiscriminator(
            discriminator.Info, guard, step, Persisted(discriminator, DiscriminatorNames.Score, outputColumnName));
    }

    /// <exception cref="InvalidOperationException">It doesn't classify, or scores packs.</exception>
    public GanClassifier CreateClassifier(string predictedLabelColumnName, string scoreColumnName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(predictedLabelColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(scoreColumnName);
        var discriminator = Load();
        if (discriminator.Info.ClassNames.Count == 0)
        {
            discriminator.Dispose();
            throw new InvalidOperationException(
                $"The discriminator of the objective {options.Objective.Name} tells no classes apart. Train with a "
                + "semi-supervised or conditional loss-sensitive objective.");
        }
        var guard = TransformerGuard.Create<GanClassifier>(discriminator);
        var step = new ClassificationStep(
            predictedLabelColumnName,
            scoreColumnName,
            discriminator,
            guard,
            Samples(discriminator),
            label!,
            options.ScoringBatchSize);
        return new GanClassifier(
            discriminator.Info,
            guard,
            step,
            Persisted(discriminator, DiscriminatorNames.Probabilities, scoreColumnName));
    }

    private OnnxDiscriminator Load() => options.Packing == 1
        ? OnnxDiscriminator.Load(model, new OnnxGeneratorOptions { BatchSize = options.ScoringBatchSize })
        : throw new InvalidOperationException(
            $"The discriminator scores packs of {options.Packing} samples, not single rows. Export it to ONNX, or "
            + "train without packing.");

    private SampleColumn Samples(OnnxDiscriminator discriminator) =>
        new(
            "training", InputColumnName, trainingType is ImageDataViewType, ShapeOf(discriminator.Info),
            ImageReading.Of(options));

    private PersistedModel Persisted(OnnxDiscriminator discriminator, string output, string column)
    {
        var inputs = new DiscriminatorInputs(
            discriminator.Info, ShapeOf(discriminator.Info), options, trainingType, label, column);
        return new PersistedModel(
            mlContext, inputs.All, () => inputs.Apply(model, output, column), SavedOutput.OfVectors(column));
    }

    private static SampleShape ShapeOf(DiscriminatorInfo info) =>
        info.Input.Shape is [_, { } channels, { } height, { } width]
        ? new SampleShape((int)channels, (int)height, (int)width)
        : SampleShape.Vector(info.SampleLength);
}
