using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Columns;
using Ml.Gan.Pipeline.Rows;

namespace Ml.Gan.Pipeline.Scoring;

/// <summary>
/// Input of a discriminator for one row: its sample, scaled as in training, and what the sample is said to be.
/// </summary>
internal sealed record DiscriminatorInput(float[] Sample, GeneratorConditions Conditions);

/// <summary>Outputs of a discriminator for one row.</summary>
/// <param name="Score">How real its sample is.</param>
/// <param name="Probabilities">
/// The probabilities of the classes; empty where the discriminator doesn't classify.
/// </param>
internal readonly record struct DiscriminatorOutput(float Score, ReadOnlyMemory<float> Probabilities);

/// <summary>Step that adds what a discriminator gives for each row.</summary>
/// <param name="discriminator">The discriminator.</param>
/// <param name="guard">Guard of its transformer.</param>
/// <param name="sample">The column of samples.</param>
/// <param name="label">The column that says what class samples are said to be; null where D isn't told.</param>
/// <param name="vector">The column of conditions; null where D isn't told.</param>
/// <param name="largestBatch">Rows that are scored at once.</param>
internal abstract class ScoringStep(
    OnnxDiscriminator discriminator,
    UseGuard guard,
    SampleColumn sample,
    LabelColumn? label,
    NumbersColumn? vector,
    int largestBatch)
    : RowStep<DiscriminatorInput, DiscriminatorOutput>
{
    public sealed override int LargestBatch => largestBatch;

    public sealed override IReadOnlyList<DataViewSchema.Column> Find(DataViewSchema input)
    {
        List<DataViewSchema.Column> columns = [sample.Find(input)];
        if (label is not null)
            columns.Add(label.FindAgain(input).Column);
        if (vector is not null)
            columns.Add(vector.Find(input));
        return [.. columns.DistinctBy(column => column.Index)];
    }

    public sealed override Func<long, DiscriminatorInput> Open(DataViewRow row)
    {
        var (readSample, readVector) = (sample.Reader(row), vector?.Reader(row));
        var readLabel = label?.FindAgain(row.Schema)
            .RequiredReader(row, "The discriminator scores samples of a class, so every row needs one.");
        return _ => new DiscriminatorInput(readSample(), new GeneratorConditions
        {
            Labels = readLabel is null ? null : [readLabel()],
            Vectors = readVector is null ? null : [readVector()],
        });
    }

    public sealed override IReadOnlyList<DiscriminatorOutput> Compute(IReadOnlyList<DiscriminatorInput> rows)
    {
        using var call = guard.Begin();
        int classes = discriminator.Info.ClassNames.Count;
        float[] samples = Concatenate(rows, row => row.Sample);
        var outputs = discriminator.Score(samples, GeneratorConditions.Join([.. rows.Select(row => row.Conditions)]));
        return
        [
            .. rows.Select((_, i) => new DiscriminatorOutput(
                outputs.Scores.Span[i], outputs.Probabilities.Slice(i * classes, classes))),
        ];
    }
}

/// <summary>Step that adds the score of each row's sample: how real it is.</summary>
internal sealed class ScoreStep(
    string outputColumnName,
    OnnxDiscriminator discriminator,
    UseGuard guard,
    SampleColumn sample,
    LabelColumn? label,
    NumbersColumn? vector,
    int largestBatch)
    : ScoringStep(discriminator, guard, sample, label, vector, largestBatch)
{
    public override IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; } =
        [new DataViewSchema.DetachedColumn(outputColumnName, NumberDataViewType.Single)];

    public override Delegate Getter(int added, Func<DiscriminatorOutput> current) =>
        ValueGetters.Scalar(() => current().Score);
}

/// <summary>
/// Step that adds the likeliest class, as a key with the label column's values, and the probabilities of all classes,
/// named by them.
/// </summary>
internal sealed class ClassificationStep(
    string predictedLabelColumnName,
    string scoreColumnName,
    OnnxDiscriminator discriminator,
    UseGuard guard,
    SampleColumn sample,
    LabelColumn trained,
    int largestBatch)
    : ScoringStep(discriminator, guard, sample, null, null, largestBatch)
{
    public override IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; } =
    [
        new DataViewSchema.DetachedColumn(
            predictedLabelColumnName,
            new KeyDataViewType(typeof(uint), trained.ClassCount),
            ClassAnnotations.KeyValues(trained.Column)),
        new DataViewSchema.DetachedColumn(
            scoreColumnName,
            new VectorDataViewType(NumberDataViewType.Single, 1, trained.ClassCount),
            ClassAnnotations.SlotNames(trained.ClassNames)),
    ];

    public override Delegate Getter(int added, Func<DiscriminatorOutput> current) => added == 0
        ? ValueGetters.Scalar(() => Likeliest(current().Probabilities.Span))
        : ValueGetters.Vector(() => current().Probabilities);

    /// <summary>The key of the highest probability, from 1.</summary>
    private static uint Likeliest(ReadOnlySpan<float> probabilities)
    {
        int best = 0;
        for (int i = 1; i < probabilities.Length; i++)
            best = probabilities[i] > probabilities[best] ? i : best;
        return (uint)best + 1;
    }
}
