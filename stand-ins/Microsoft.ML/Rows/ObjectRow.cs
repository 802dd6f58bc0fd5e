namespace Microsoft.ML.Data;

/// <summary>One object at a time as a row.</summary>
sealed class ObjectRow<TRow> : DataViewRow where TRow : class
{
    readonly RowClass<TRow> rowClass;
    readonly Delegate[] getters;
    TRow current;
    long position = -1;

    public ObjectRow(RowClass<TRow> rowClass)
    {
        this.rowClass = rowClass;
        getters = rowClass.MakeGetters(
            () => current ?? throw new InvalidOperationException("There is no row yet."),
            Enumerable.Repeat(true, rowClass.Schema.Count).ToArray());
    }

    public override DataViewSchema Schema => rowClass.Schema;

    public override long Position => position;

    public override long Batch => 0;

    public void Set(TRow row)
    {
        current = row ?? throw new ArgumentNullException(nameof(row));
        position++;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        Getters.Cast<TValue>(getters[column.Index], column);

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId id) => id = new DataViewRowId((ulong)position, 0);
}
