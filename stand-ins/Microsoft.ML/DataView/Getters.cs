namespace Microsoft.ML.Data;

/// <summary>Getters whose type is known at run time only.</summary>
static class Getters
{
    public static ValueGetter<TValue> Cast<TValue>(Delegate getter, DataViewSchema.Column column)
    {
        if (getter == null)
            throw new InvalidOperationException(
                $"Column '{column.Name}' is not active in this row: ask for it when the cursor is opened.");
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Column '{column.Name}' holds values of {column.Type.RawType} ({column.Type}), not of {typeof(TValue)}.");
    }

    /// <summary>The row's getter for a column, of the column's type.</summary>
    public static Delegate Of(DataViewRow row, DataViewSchema.Column column) =>
        (Delegate)Typed.Call(Get<int>, column.Type.RawType, row, column);

    /// <summary>The row's getter for the column in the place of <paramref name="index"/>.</summary>
    public static ValueGetter<TValue> Of<TValue>(DataViewRow row, int index) =>
        row.GetGetter<TValue>(row.Schema[index]);

    static ValueGetter<T> Get<T>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<T>(column);
}
