namespace Microsoft.ML.Data;

/// <summary>A view's rows in random order: each is picked from a pool, where the next row then takes its place.</summary>
sealed class ShuffledDataView(IDataView input, int seed, int poolSize, bool shuffleSource) : IDataView
{
    public bool CanShuffle => true;

    public DataViewSchema Schema => input.Schema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        rand ??= new Random(seed);
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        var source = input.GetRowCursor(columnsNeeded, shuffleSource && input.CanShuffle ? rand : null);
        return new Cursor(source, active, poolSize, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    sealed class Cursor : CursorBase
    {
        readonly DataViewRowCursor source;
        readonly ColumnStore[] stores;
        readonly Delegate[] getters;
        readonly ValueGetter<DataViewRowId> sourceId;
        readonly List<DataViewRowId> ids = [];
        readonly List<int> filled = [];
        readonly int poolSize;
        readonly Random rand;
        bool more = true;
        int slot;
        int given = -1;

        public Cursor(DataViewRowCursor source, bool[] active, int poolSize, Random rand) : base(source.Schema)
        {
            this.source = source;
            this.poolSize = poolSize;
            this.rand = rand;
            sourceId = source.GetIdGetter();
            stores = source.Schema.Select(c => active[c.Index] ? ColumnStore.Over(source, c) : null).ToArray();
            getters = stores.Select(s => s?.MakeGetter(Slot)).ToArray();
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = ids[Slot()];

        protected override bool MoveNextCore()
        {
            if (given >= 0) Refill(given);
            while (more && filled.Count < poolSize) Refill(filled.Count);
            if (filled.Count == 0) return false;
            int pick = rand.Next(filled.Count);
            slot = filled[pick];
            given = slot;
            filled[pick] = filled[^1];
            filled.RemoveAt(filled.Count - 1);
            return true;
        }

        protected override Delegate GetterOf(int column) => getters[column];

        protected override void Dispose(bool disposing)
        {
            if (disposing) source.Dispose();
        }

        void Refill(int into)
        {
            if (!more || !(more = source.MoveNext())) return;
            foreach (var store in stores) store?.Keep(into);
            DataViewRowId id = default;
            sourceId(ref id);
            if (into == ids.Count) ids.Add(id);
            else ids[into] = id;
            filled.Add(into);
        }

        int Slot()
        {
            CheckOnRow();
            return slot;
        }
    }
}
