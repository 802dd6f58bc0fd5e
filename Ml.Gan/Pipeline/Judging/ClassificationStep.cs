using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Columns;
using Ml.Gan.Pipeline.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Judging;

/// <summary>Adds the likeliest class, as a key with the label column's values, and the probabilities of all classes, named by them.</summary>
internal sealed class ClassificationStep(
    string predictedLabelColumnName, string scoreColumnName, OnnxDiscriminator discriminator, SampleColumn sample, LabelColumn trained, int largestBatch)
    : JudgementStep(discriminator, sample, null, null, largestBatch)
{
    public override IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; } =
    [
        new DataViewSchema.DetachedColumn(
            predictedLabelColumnName, new KeyDataViewType(typeof(uint), trained.ClassCount), ClassAnnotations.KeyValues(trained.Column)),
        new DataViewSchema.DetachedColumn(
            scoreColumnName, new VectorDataViewType(NumberDataViewType.Single, 1, trained.ClassCount), ClassAnnotations.SlotNames(trained.ClassNames)),
    ];

    public override Delegate Getter(int added, Func<RowJudgement> current) => added == 0
        ? ValueGetters.Scalar(() => Likeliest(current().Scores.Span))
        : ValueGetters.Vector(() => current().Scores);

    /// <summary>The key of the highest probability, from 1.</summary>
    private static uint Likeliest(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
            best = scores[i] > scores[best] ? i : best;
        return (uint)best + 1;
    }
}
