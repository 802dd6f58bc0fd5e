namespace Microsoft.ML.Data;

/// <summary>The values that keys stand for, in the order of the keys.</summary>
interface IKeyValues
{
    Type ValueType { get; }

    int Count { get; }

    IEnumerable<object> Values { get; }

    DataViewSchema.Annotations ToAnnotations(bool asText);

    /// <summary>Maps a column's values to keys.</summary>
    Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input);
}

/// <summary>Key values of one type; text is compared by its characters.</summary>
sealed class KeyValues<T> : IKeyValues
{
    readonly T[] values;
    readonly Dictionary<object, uint> keys = [];

    public KeyValues(IEnumerable<T> values)
    {
        this.values = values.ToArray();
        for (int i = 0; i < this.values.Length; i++) keys[KeyValueCollector.Identity(this.values[i])] = (uint)i + 1;
    }

    public Type ValueType => typeof(T);

    public int Count => values.Length;

    public IEnumerable<object> Values => values.Cast<object>();

    public Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input) =>
        ValueMap.MakeGetter<T, uint>(row, input, value => keys.GetValueOrDefault(KeyValueCollector.Identity(value)));

    public DataViewSchema.Annotations ToAnnotations(bool asText) =>
        asText ? Annotate(values.Select(TypeConversion.Make<T, ReadOnlyMemory<char>>()).ToArray()) : Annotate(values);

    static DataViewSchema.Annotations Annotate<TValue>(TValue[] values)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(AnnotationKinds.KeyValues, new VectorDataViewType(PrimitiveTypes.Find(typeof(TValue)), values.Length),
            (ref VBuffer<TValue> value) => VBuffer<TValue>.Copy(values, 0, ref value, values.Length));
        return builder.ToAnnotations();
    }
}

/// <summary>Collects the distinct values of a column.</summary>
static class KeyValueCollector
{
    public static IKeyValues Collect<T>(IDataView data, DataViewSchema.Column column, int maximum, bool sorted)
    {
        var seen = new HashSet<object>();
        var values = new List<T>();
        foreach (T value in Read<T>(data, column))
            if (!IsMissing(value) && seen.Count < maximum && seen.Add(Identity(value))) values.Add(value);
        return new KeyValues<T>(sorted ? values.OrderBy(value => Identity(value), Comparer<object>.Create(Compare)) : values);
    }

    /// <summary>What makes two values the same.</summary>
    public static object Identity<T>(T value) => value is ReadOnlyMemory<char> text ? text.ToString() : value;

    static bool IsMissing<T>(T value) => value switch
    {
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        ReadOnlyMemory<char> text => text.IsEmpty,
        _ => false,
    };

    static int Compare(object a, object b) =>
        a is string text ? string.CompareOrdinal(text, (string)b) : Comparer<object>.Default.Compare(a, b);

    static IEnumerable<T> Read<T>(IDataView data, DataViewSchema.Column column) => column.Type is VectorDataViewType
        ? data.GetColumn<VBuffer<T>>(column).SelectMany(vector => vector.DenseValues())
        : data.GetColumn<T>(column);
}
