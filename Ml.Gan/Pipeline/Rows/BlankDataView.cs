using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>Rows without values: a schema with no rows, or a number of rows with no columns.</summary>
internal sealed class BlankDataView(DataViewSchema schema, long rows) : IDataView
{
    /// <summary>A number of rows with no columns.</summary>
    public static BlankDataView OfRows(long count) => new(new DataViewSchema.Builder().ToSchema(), count);

    /// <summary>No rows of a schema.</summary>
    public static BlankDataView OfSchema(DataViewSchema schema) => new(schema, 0);

    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(schema, rows);

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewSchema schema, long rows) : DataViewRowCursor
    {
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ref TValue value) =>
            throw new InvalidOperationException($"There is no row to take column '{column.Name}' from.");

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

        public override bool MoveNext()
        {
            if (_position >= 0 && _position >= rows - 1)
            {
                _position = -1;
                rows = 0;
                return false;
            }
            if (rows == 0)
                return false;
            _position++;
            return true;
        }
    }
}
