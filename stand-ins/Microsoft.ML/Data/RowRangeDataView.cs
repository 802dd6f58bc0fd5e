namespace Microsoft.ML.Data;

/// <summary>A run of a view's rows.</summary>
sealed class RowRangeDataView(IDataView input, long skip, long take) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => input.Schema;

    public long? GetRowCount() => input.GetRowCount() is { } all ? Math.Min(take, Math.Max(0, all - skip)) : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(input.GetRowCursor(columnsNeeded), skip, take);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded)];

    sealed class Cursor(DataViewRowCursor input, long skip, long take) : WrappingCursor(input)
    {
        long given;

        protected override bool MoveNextCore()
        {
            for (; skip > 0; skip--)
                if (!Input.MoveNext()) return false;
            return given++ < take && Input.MoveNext();
        }
    }
}
