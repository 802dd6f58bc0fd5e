namespace Microsoft.ML.Data;

/// <summary>A cursor that keeps count of its rows and has one getter per active column.</summary>
abstract class CursorBase(DataViewSchema schema) : DataViewRowCursor
{
    long position = -1;
    bool done;

    public override DataViewSchema Schema => schema;

    public override long Position => position;

    public override long Batch => 0;

    public override bool MoveNext()
    {
        if (done) return false;
        if (MoveNextCore())
        {
            position++;
            return true;
        }
        done = true;
        position = -1;
        return false;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => GetterOf(Check(column)) != null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        Getters.Cast<TValue>(GetterOf(Check(column)), column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
    {
        CheckOnRow();
        id = new DataViewRowId((ulong)RowNumber, 0);
    };

    protected abstract bool MoveNextCore();

    /// <summary>The column's getter, or null where it isn't active.</summary>
    protected abstract Delegate GetterOf(int column);

    /// <summary>The number of the row in the view, whatever the order in which the rows come.</summary>
    protected virtual long RowNumber => position;

    protected void CheckOnRow()
    {
        if (position < 0) throw new InvalidOperationException(
            "The cursor is on no row: before its first or after its last one.");
    }

    int Check(DataViewSchema.Column column) => column.Index < schema.Count && schema[column.Index].Name == column.Name
        ? column.Index
        : throw new ArgumentException(
            $"Column '{column.Name}' ({column.Index}) is not in the schema: {schema.Names}.", nameof(column));
}
