using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>Walks the input's rows with what was computed for them beside them.</summary>
internal sealed class AddedCursor<TInput, TOutput>(
    DataViewRowCursor input,
    AddedColumns columns,
    RowStep<TInput, TOutput> step,
    ReadAhead<TInput, TOutput>? rows) : DataViewRowCursor
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => columns.Output;

    public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        columns.Getter<TValue>(input, column, added => step.Getter(added, () => rows!.Current));

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool MoveNext()
    {
        if (!input.MoveNext())
            return false;
        rows?.MoveNext();
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rows?.Dispose();
            input.Dispose();
        }
        base.Dispose(disposing);
    }
}
