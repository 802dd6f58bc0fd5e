using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Columns;
using Ml.Gan.Pipeline.Rows;
using Microsoft.ML;

namespace Ml.Gan.Pipeline.Judging;

/// <summary>Adds what a discriminator says of each row.</summary>
/// <param name="discriminator">The discriminator.</param>
/// <param name="sample">The column of samples.</param>
/// <param name="label">The column that says what class samples are said to be; null where D isn't told.</param>
/// <param name="vector">The column of conditions; null where D isn't told.</param>
/// <param name="largestBatch">Rows that are judged at once.</param>
internal abstract class JudgementStep(
    OnnxDiscriminator discriminator, SampleColumn sample, LabelColumn? label, NumbersColumn? vector, int largestBatch)
    : RowStep<JudgedRow, RowJudgement>
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

    public sealed override Func<long, JudgedRow> Open(DataViewRow row)
    {
        var (readSample, readVector) = (sample.Reader(row), vector?.Reader(row));
        var readLabel = label?.FindAgain(row.Schema).RequiredReader(row, "The discriminator judges samples of a class, so every row needs one.");
        return _ => new JudgedRow(readSample(), readLabel?.Invoke() ?? 0, readVector?.Invoke() ?? []);
    }

    public sealed override IReadOnlyList<RowJudgement> Compute(IReadOnlyList<JudgedRow> rows)
    {
        int length = discriminator.Info.SampleLength, classes = discriminator.Info.ClassNames.Count;
        var samples = new float[rows.Count * length];
        for (int i = 0; i < rows.Count; i++)
            rows[i].Sample.CopyTo(samples, i * length);
        var judged = discriminator.Score(samples, new GeneratorConditions
        {
            Labels = label is null ? null : [.. rows.Select(row => row.Label)],
            Vectors = vector is null ? null : [.. rows.Select(row => row.Vector)],
        });
        return [.. rows.Select((_, i) => new RowJudgement(judged.Scores.Span[i], judged.Probabilities.Slice(i * classes, classes)))];
    }
}
