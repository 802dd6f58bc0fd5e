using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Columns;
using Ml.Gan.Pipeline.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Judging;

/// <summary>Adds how real each row's sample is.</summary>
internal sealed class RealnessStep(
    string outputColumnName, OnnxDiscriminator discriminator, SampleColumn sample, LabelColumn? label, NumbersColumn? vector, int largestBatch)
    : JudgementStep(discriminator, sample, label, vector, largestBatch)
{
    public override IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; } =
        [new DataViewSchema.DetachedColumn(outputColumnName, NumberDataViewType.Single)];

    public override Delegate Getter(int added, Func<RowJudgement> current) => ValueGetters.Scalar(() => current().Realness);
}
