namespace Microsoft.ML.Data;

/// <summary>A schema as a saved model holds it. Columns of types that can't be saved are left out.</summary>
sealed record SavedSchema(SavedSchema.Column[] Columns)
{
    public sealed record Column(string Name, SavedType Type, Dictionary<string, SavedValues> Annotations);

    public static SavedSchema Of(DataViewSchema schema) => new(schema
        .Where(c => !c.IsHidden && SavedType.Of(c.Type) != null)
        .Select(c => new Column(c.Name, SavedType.Of(c.Type), AnnotationsOf(c)))
        .ToArray());

    public DataViewSchema ToSchema()
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in Columns) builder.AddColumn(column.Name, column.Type.ToType(), ToAnnotations(column.Annotations));
        return builder.ToSchema();
    }

    /// <summary>The annotations that are vectors: names and values of slots and keys.</summary>
    static Dictionary<string, SavedValues> AnnotationsOf(DataViewSchema.Column column)
    {
        var saved = new Dictionary<string, SavedValues>();
        foreach (var annotation in column.Annotations.Schema)
            if (annotation.Type is VectorDataViewType { ItemType: TextDataViewType or NumberDataViewType or BooleanDataViewType } vector)
                saved[annotation.Name] = (SavedValues)Typed.Call(ValuesOf<int>, vector.ItemType.RawType, column.Annotations, annotation.Name);
        return saved;
    }

    static SavedValues ValuesOf<T>(DataViewSchema.Annotations annotations, string kind)
    {
        VBuffer<T> values = default;
        annotations.GetValue(kind, ref values);
        return SavedValues.Of(values);
    }

    static DataViewSchema.Annotations ToAnnotations(Dictionary<string, SavedValues> saved)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        foreach (var (kind, values) in saved) Typed.Call(Add<int>, values.Type.ToType().RawType, builder, kind, values);
        return builder.ToAnnotations();
    }

    static void Add<T>(DataViewSchema.Annotations.Builder builder, string kind, SavedValues saved)
    {
        T[] values = saved.ToArray<T>();
        builder.Add(kind, new VectorDataViewType(PrimitiveTypes.Find(typeof(T)), values.Length),
            (ref VBuffer<T> value) => VBuffer<T>.Copy(values, 0, ref value, values.Length));
    }
}
