namespace Microsoft.ML.Data;

/// <summary>Values of a column, kept by number.</summary>
abstract class ColumnStore
{
    /// <summary>Keeps the value of the row in the place of <paramref name="slot"/>; the next one, or one that is in use.</summary>
    public abstract void Keep(int slot);

    /// <summary>A getter for the value in the slot that <paramref name="slot"/> gives at the time.</summary>
    public abstract Delegate MakeGetter(Func<int> slot);

    public static ColumnStore Over(DataViewRow row, DataViewSchema.Column column) =>
        (ColumnStore)Typed.Call(MakeStore<int>, column.Type.RawType, row, column);

    static ColumnStore MakeStore<T>(DataViewRow row, DataViewSchema.Column column) =>
        column.Type is VectorDataViewType vector
        ? (ColumnStore)Typed.Call(MakeVectorStore<int>, vector.ItemType.RawType, row, column)
        : new Store<T>(row.GetGetter<T>(column), (ref readonly T from, ref T to) => to = from);

    static ColumnStore MakeVectorStore<T>(DataViewRow row, DataViewSchema.Column column) =>
        new Store<VBuffer<T>>(row.GetGetter<VBuffer<T>>(column), (ref readonly VBuffer<T> from, ref VBuffer<T> to) => from.CopyTo(ref to));

    delegate void Copy<T>(ref readonly T from, ref T to);

    sealed class Store<T>(ValueGetter<T> getter, Copy<T> copy) : ColumnStore
    {
        T[] values = new T[16];

        public override void Keep(int slot)
        {
            if (slot == values.Length) Array.Resize(ref values, 2 * slot);
            getter(ref values[slot]);
        }

        public override Delegate MakeGetter(Func<int> slot) =>
            (ValueGetter<T>)((ref T value) => copy(ref values[slot()], ref value));
    }
}
