using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A view whose columns are read from another one when they are first needed, and kept.</summary>
sealed class CacheDataView : IDataView
{
    readonly IDataView input;
    readonly ColumnStore[] stores;
    readonly Lock reading = new();
    long rowCount = -1;

    CacheDataView(IDataView input)
    {
        this.input = input;
        stores = new ColumnStore[input.Schema.Count];
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => input.Schema;

    public static IDataView Over(IHostEnvironment env, IDataView input, string[] columnsToPrefetch)
    {
        var kept = input.Schema.Where(c => c.Type is PrimitiveDataViewType or VectorDataViewType).ToArray();
        if (kept.Length < input.Schema.Count)
        {
            using var channel = env.Register(nameof(CacheDataView)).Start("Cache");
            channel.Warning(MessageSensitivity.Schema, "These columns can't be cached and are dropped: "
                + string.Join(", ", input.Schema.Except(kept).Select(c => c.Name)));
            input = new MappedDataView(input, new ColumnSelection(input.Schema, kept.Select(c => c.Index)));
        }
        var cache = new CacheDataView(input);
        if (columnsToPrefetch is { Length: > 0 }) cache.Read(columnsToPrefetch.Select(name => input.Schema[name]));
        return cache;
    }

    public long? GetRowCount() => Interlocked.Read(ref rowCount) is >= 0 and var known ? known : input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        Read(ActiveColumns.Select(Schema, active));
        int[] order = null;
        if (rand != null)
        {
            order = Enumerable.Range(0, (int)rowCount).ToArray();
            rand.Shuffle(order);
        }
        return new Cursor(Schema, stores, active, (int)rowCount, order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    void Read(IEnumerable<DataViewSchema.Column> columns)
    {
        lock (reading)
        {
            var missing = columns.Where(c => stores[c.Index] == null).ToArray();
            if (missing.Length == 0 && rowCount >= 0) return;
            using var cursor = input.GetRowCursor(missing);
            var filled = missing.Select(c => ColumnStore.Over(cursor, c)).ToArray();
            int count = 0;
            for (; cursor.MoveNext(); count++)
                foreach (var store in filled) store.Keep(count);
            for (int i = 0; i < missing.Length; i++) stores[missing[i].Index] = filled[i];
            Interlocked.Exchange(ref rowCount, count);
        }
    }

    sealed class Cursor : CursorBase
    {
        readonly Delegate[] getters;
        readonly int count;
        readonly int[] order;
        int row = -1;

        public Cursor(DataViewSchema schema, ColumnStore[] stores, bool[] active, int count, int[] order) : base(schema)
        {
            this.count = count;
            this.order = order;
            getters = stores.Select((store, i) => active[i] ? store.MakeGetter(Slot) : null).ToArray();
        }

        protected override long RowNumber => Slot();

        protected override bool MoveNextCore() => ++row < count;

        protected override Delegate GetterOf(int column) => getters[column];

        int Slot()
        {
            CheckOnRow();
            return order?[row] ?? row;
        }
    }
}
