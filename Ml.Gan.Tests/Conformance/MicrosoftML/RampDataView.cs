using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

/// <summary>A data view of our own: row i holds Number i and Pair (i, -i).</summary>
internal sealed class RampDataView(int count) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema { get; } = CreateSchema();

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(Schema, [.. columnsNeeded.Select(c => c.Index)], count);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema CreateSchema()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Number", NumberDataViewType.Single);
        builder.AddColumn("Pair", new VectorDataViewType(NumberDataViewType.Single, 2));
        return builder.ToSchema();
    }

    private sealed class Cursor(DataViewSchema schema, HashSet<int> active, int count) : DataViewRowCursor
    {
        private long _position = -1;
        private bool _done;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => schema;

        public override bool MoveNext()
        {
            _done |= _position + 1 >= count;
            _position = _done ? -1 : _position + 1;
            return !_done;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Delegate getter = column.Index == 0
                ? (ValueGetter<float>)((ref float value) => value = _position)
                : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => VBuffer<float>.Copy([_position, -_position], 0, ref value, 2));
            return IsColumnActive(column) && getter is ValueGetter<TValue> typed
                ? typed
                : throw new InvalidOperationException($"Column '{column.Name}' gives no {typeof(TValue)} here.");
        }
    }
}
