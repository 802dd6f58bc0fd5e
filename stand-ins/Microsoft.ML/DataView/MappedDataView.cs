namespace Microsoft.ML.Data;

/// <summary>A view whose rows a <see cref="RowMapper"/> makes from those of another view.</summary>
sealed class MappedDataView(IDataView input, RowMapper mapper) : IDataView
{
    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        return Map(input.GetRowCursor(Inputs(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        return input.GetRowCursorSet(Inputs(active), n, rand).Select(cursor => Map(cursor, active)).ToArray();
    }

    IEnumerable<DataViewSchema.Column> Inputs(bool[] active) => mapper.GetDependencies(ActiveColumns.Select(Schema, active));

    DataViewRowCursor Map(DataViewRowCursor cursor, bool[] active)
    {
        try
        {
            return new MappedCursor(cursor, new MappedGetters(mapper, cursor, active));
        }
        catch
        {
            cursor.Dispose();
            throw;
        }
    }
}
