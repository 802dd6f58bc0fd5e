using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Computes a concatenation, row by row.</summary>
sealed class ConcatenationMapper(DataViewSchema input, ConcatenationSettings settings)
    : RowMapper(input, [Describe(settings.Output, Sources(input, settings))])
{
    readonly DataViewSchema.Column[] sources = Sources(input, settings);

    public override IEnumerable<int> InputsOf(int added) => sources.Select(c => c.Index);

    public override Delegate[] MakeGetters(DataViewRow input, bool[] active, out IDisposable owned)
    {
        owned = null;
        return [(Delegate)Typed.Call(MakeGetter<int>, sources[0].Type.ItemType().RawType, input, sources)];
    }

    static ValueGetter<VBuffer<T>> MakeGetter<T>(DataViewRow row, DataViewSchema.Column[] sources)
    {
        var parts = sources.Select(source => source.Type is VectorDataViewType
            ? row.GetGetter<VBuffer<T>>(source)
            : AsVector(row.GetGetter<T>(source))).ToArray();
        var values = new VBuffer<T>[parts.Length];
        return (ref VBuffer<T> result) =>
        {
            for (int i = 0; i < parts.Length; i++) parts[i](ref values[i]);
            var editor = VBufferEditor.Create(ref result, values.Sum(v => v.Length));
            int at = 0;
            foreach (ref readonly var value in values.AsSpan())
            {
                value.CopyTo(editor.Values, at);
                at += value.Length;
            }
            result = editor.Commit();
        };
    }

    static ValueGetter<VBuffer<T>> AsVector<T>(ValueGetter<T> getter) => (ref VBuffer<T> value) =>
    {
        var editor = VBufferEditor.Create(ref value, 1);
        getter(ref editor.Values[0]);
        value = editor.Commit();
    };

    static DataViewSchema.Column[] Sources(DataViewSchema schema, ConcatenationSettings settings) =>
        settings.Inputs.Select(name => schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(
            nameof(schema), $"Could not find input column '{name}' among: {schema.Names}.")).ToArray();

    static DataViewSchema.DetachedColumn Describe(string output, DataViewSchema.Column[] sources)
    {
        if (sources[0].Type.ItemType() is not PrimitiveDataViewType item)
            throw new ArgumentException($"Column '{sources[0].Name}' of type {sources[0].Type} can't be concatenated.");
        foreach (var source in sources)
            if (!source.Type.ItemType().Equals(item))
                throw new ArgumentException(
                    $"Column '{source.Name}' of type {source.Type} can't be concatenated with '{sources[0].Name}' of type {sources[0].Type}.");
        if (sources.Length == 1 && sources[0].Type is VectorDataViewType) return new(output, sources[0].Type, sources[0].Annotations);
        bool known = sources.All(c => c.Type is not VectorDataViewType { IsKnownSize: false });
        int size = known ? sources.Sum(c => (c.Type as VectorDataViewType)?.Size ?? 1) : 0;
        return new(output, new VectorDataViewType(item, size), known ? SlotNames(sources, size) : null);
    }

    static DataViewSchema.Annotations SlotNames(DataViewSchema.Column[] sources, int size)
    {
        if (!sources.Any(c => c.Type is not VectorDataViewType || c.HasSlotNames())) return null;
        var names = sources.SelectMany(NamesOf).ToArray();
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, size),
            (ref VBuffer<ReadOnlyMemory<char>> value) => VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref value, names.Length));
        return builder.ToAnnotations();
    }

    static IEnumerable<ReadOnlyMemory<char>> NamesOf(DataViewSchema.Column source)
    {
        if (source.Type is not VectorDataViewType vector) return [source.Name.AsMemory()];
        if (!source.HasSlotNames()) return new ReadOnlyMemory<char>[vector.Size];
        VBuffer<ReadOnlyMemory<char>> names = default;
        source.GetSlotNames(ref names);
        return names.DenseValues().Select(name => name.IsEmpty ? name : $"{source.Name}.{name}".AsMemory()).ToArray();
    }
}
