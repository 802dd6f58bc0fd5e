namespace Microsoft.ML.Data;

/// <summary>Finds the column type for a .NET type.</summary>
static class PrimitiveTypes
{
    static readonly Dictionary<Type, PrimitiveDataViewType> byRawType = NumberDataViewType.All
        .Cast<PrimitiveDataViewType>()
        .Append(TextDataViewType.Instance)
        .Append(BooleanDataViewType.Instance)
        .Append(RowIdDataViewType.Instance)
        .Append(DateTimeDataViewType.Instance)
        .Append(DateTimeOffsetDataViewType.Instance)
        .Append(TimeSpanDataViewType.Instance)
        .ToDictionary(t => t.RawType);

    public static PrimitiveDataViewType Find(Type type) =>
        byRawType.GetValueOrDefault(type == typeof(string) ? typeof(ReadOnlyMemory<char>) : type);

    /// <summary>The type of a vector's items, or the type itself.</summary>
    public static DataViewType ItemType(this DataViewType type) =>
        type is VectorDataViewType vector ? vector.ItemType : type;
}
