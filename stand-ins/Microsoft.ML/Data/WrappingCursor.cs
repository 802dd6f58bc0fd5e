namespace Microsoft.ML.Data;

/// <summary>A cursor that gives some of another cursor's rows.</summary>
abstract class WrappingCursor(DataViewRowCursor input) : DataViewRowCursor
{
    long position = -1;
    bool done;

    public override long Position => position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => input.Schema;

    protected DataViewRowCursor Input => input;

    public override bool MoveNext()
    {
        if (!done && MoveNextCore())
        {
            position++;
            return true;
        }
        done = true;
        position = -1;
        return false;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        input.GetGetter<TValue>(column);

    protected abstract bool MoveNextCore();

    protected override void Dispose(bool disposing)
    {
        if (disposing) input.Dispose();
    }
}
