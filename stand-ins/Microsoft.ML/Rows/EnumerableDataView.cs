namespace Microsoft.ML.Data;

/// <summary>The objects of an enumerable as rows; each cursor enumerates anew. Lists can be shuffled.</summary>
sealed class EnumerableDataView<TRow>(IEnumerable<TRow> data, RowClass<TRow> rows) : IDataView where TRow : class
{
    public bool CanShuffle => data is IList<TRow>;

    public DataViewSchema Schema => rows.Schema;

    public long? GetRowCount() => (data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new EnumerableCursor<TRow>(rows, ActiveColumns.Of(Schema, columnsNeeded), InOrder(rand));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    IEnumerable<(long, TRow)> InOrder(Random rand)
    {
        if (rand != null && data is IList<TRow> list)
        {
            int[] order = Enumerable.Range(0, list.Count).ToArray();
            rand.Shuffle(order);
            return order.Select(i => ((long)i, list[i]));
        }
        return data.Select((row, i) => ((long)i, row));
    }
}
