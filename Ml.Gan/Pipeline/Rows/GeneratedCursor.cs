using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>Walks the input's rows with the samples of the rows beside them.</summary>
internal sealed class GeneratedCursor(DataViewRowCursor input, GeneratedColumns columns, SampleBatches? batches) : DataViewRowCursor
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => columns.Output;

    public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        columns.Getter<TValue>(input, column, () => batches!.Current);

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool MoveNext()
    {
        if (!input.MoveNext())
            return false;
        batches?.MoveNext();
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            batches?.Dispose();
            input.Dispose();
        }
        base.Dispose(disposing);
    }
}
