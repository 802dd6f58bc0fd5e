namespace Microsoft.ML.Data;

/// <summary>Converts between a column's values and what a member of a row class holds: strings and arrays.</summary>
static class MemberValue
{
    public static void CheckHolds(Type member, DataViewSchema.Column column)
    {
        if (!RowMember.Holds(member, column.Type))
            throw new InvalidOperationException(
                $"Can't bind column '{column.Name}' of type {column.Type} to a value of type {member}.");
    }

    /// <summary>Reads a column of a row as the type of a member.</summary>
    public static ValueGetter<TMember> Reader<TMember>(DataViewRow row, DataViewSchema.Column column)
    {
        CheckHolds(typeof(TMember), column);
        if (typeof(TMember) == column.Type.RawType) return row.GetGetter<TMember>(column);
        Delegate reader = typeof(TMember) == typeof(string) ? ReadText(row, column)
            : typeof(TMember) == typeof(string[]) ? ReadTexts(row, column)
            : (Delegate)Typed.Call(ReadArray<int>, typeof(TMember).GetElementType(), row, column);
        return (ValueGetter<TMember>)reader;
    }

    /// <summary>Gives a member's current value as a column's.</summary>
    public static Delegate Writer<TMember>(Func<TMember> current, DataViewType type) => (Delegate)(object)current switch
    {
        Func<string> text => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = text().AsMemory()),
        Func<string[]> texts => WriteTexts(texts),
        _ when typeof(TMember).IsArray => (Delegate)Typed.Call(WriteArray<int>, typeof(TMember).GetElementType(), current),
        _ when type is VectorDataViewType vector => (Delegate)Typed.Call(WriteVector<int>, vector.ItemType.RawType, current),
        _ => (ValueGetter<TMember>)((ref TMember value) => value = current()),
    };

    static ValueGetter<string> ReadText(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        return (ref string value) =>
        {
            ReadOnlyMemory<char> text = default;
            getter(ref text);
            value = text.ToString();
        };
    }

    static ValueGetter<string[]> ReadTexts(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        VBuffer<ReadOnlyMemory<char>> buffer = default;
        return (ref string[] value) =>
        {
            getter(ref buffer);
            value = buffer.DenseValues().Select(text => text.ToString()).ToArray();
        };
    }

    static ValueGetter<T[]> ReadArray<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> buffer = default;
        return (ref T[] value) =>
        {
            getter(ref buffer);
            if (value?.Length != buffer.Length) value = new T[buffer.Length];
            buffer.CopyTo(value);
        };
    }

    static ValueGetter<VBuffer<T>> WriteArray<T>(Func<T[]> current) => (ref VBuffer<T> value) =>
    {
        T[] array = current() ?? [];
        VBuffer<T>.Copy(array, 0, ref value, array.Length);
    };

    static ValueGetter<VBuffer<ReadOnlyMemory<char>>> WriteTexts(Func<string[]> current) =>
        (ref VBuffer<ReadOnlyMemory<char>> value) =>
    {
        var texts = (current() ?? []).Select(text => text.AsMemory()).ToArray();
        VBuffer<ReadOnlyMemory<char>>.Copy(texts, 0, ref value, texts.Length);
    };

    static ValueGetter<VBuffer<T>> WriteVector<T>(Func<VBuffer<T>> current) =>
        (ref VBuffer<T> value) => current().CopyTo(ref value);
}
