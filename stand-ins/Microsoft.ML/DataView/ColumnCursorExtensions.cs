namespace Microsoft.ML.Data;

/// <summary>Reads one column of a view.</summary>
public static class ColumnCursorExtensions
{
    /// <summary>The values of a column; <typeparamref name="T"/> may be an array for a vector, and string for text.</summary>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName) =>
        data.GetColumn<T>((data ?? throw new ArgumentNullException(nameof(data))).Schema[columnName]);

    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        ArgumentNullException.ThrowIfNull(data);
        MemberValue.CheckHolds(typeof(T), column);
        return Read<T>(data, column);
    }

    static IEnumerable<T> Read<T>(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = MemberValue.Reader<T>(cursor, column);
        while (cursor.MoveNext())
        {
            T value = default;
            getter(ref value);
            yield return value;
        }
    }
}
