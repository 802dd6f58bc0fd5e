using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>Walks the input's rows with what is computed for them beside them.</summary>
internal sealed class AddedCursor<TInput, TOutput>(
    AddedColumns columns, RowStep<TInput, TOutput> step, ReadAhead<TInput, TOutput> rows) : DataViewRowCursor
{
    public override long Position => rows.Position;

    public override long Batch => rows.Batch;

    public override DataViewSchema Schema => columns.Output;

    public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        columns.Getter<TValue>(column, rows.Getter, added => step.Getter(added, () => rows.Current));

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = rows.Id;

    public override bool MoveNext() => rows.MoveNext();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rows.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Walks the input's rows where nothing that is added to them is asked for.</summary>
internal sealed class InputCursor(DataViewRowCursor input, AddedColumns columns) : DataViewRowCursor
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => columns.Output;

    public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        columns.Getter<TValue>(column, index => input.GetGetter<TValue>(input.Schema[index]), _ => null);

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool MoveNext() => input.MoveNext();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
        base.Dispose(disposing);
    }
}
