namespace Microsoft.ML.Data;

/// <summary>The rows of a view as objects.</summary>
static class RowEnumerable
{
    public static IEnumerable<TRow> Of<TRow>(IDataView data, bool reuseRowObject, bool ignoreMissingColumns, SchemaDefinition definition)
        where TRow : class, new()
    {
        var rowClass = new RowClass<TRow>(definition, SchemaDefinition.Direction.Write);
        var present = rowClass.FindIn(data.Schema, ignoreMissingColumns);
        return Read(data, rowClass, present, reuseRowObject);
    }

    static IEnumerable<TRow> Read<TRow>(IDataView data, RowClass<TRow> rowClass, bool[] present, bool reuse) where TRow : class, new()
    {
        var columns = rowClass.Schema.Where(c => present[c.Index]).Select(c => data.Schema[c.Name]);
        using var cursor = data.GetRowCursor(columns);
        var fill = rowClass.MakeFiller(cursor, present);
        TRow row = null;
        while (cursor.MoveNext())
        {
            if (row == null || !reuse) row = new TRow();
            fill(row);
            yield return row;
        }
    }
}
