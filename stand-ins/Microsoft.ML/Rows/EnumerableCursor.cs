namespace Microsoft.ML.Data;

/// <summary>A cursor over objects.</summary>
sealed class EnumerableCursor<TRow> : CursorBase where TRow : class
{
    readonly IEnumerator<(long Number, TRow Row)> rows;
    readonly Delegate[] getters;

    public EnumerableCursor(RowClass<TRow> rowClass, bool[] active, IEnumerable<(long, TRow)> rows) : base(rowClass.Schema)
    {
        this.rows = rows.GetEnumerator();
        getters = rowClass.MakeGetters(Current, active);
    }

    protected override long RowNumber => rows.Current.Number;

    protected override bool MoveNextCore() => rows.MoveNext();

    protected override Delegate GetterOf(int column) => getters[column];

    protected override void Dispose(bool disposing)
    {
        if (disposing) rows.Dispose();
    }

    TRow Current()
    {
        CheckOnRow();
        return rows.Current.Row ?? throw new InvalidOperationException(
            $"Row {rows.Current.Number} of the data is null.");
    }
}
