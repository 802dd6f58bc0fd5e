using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Makes indicator vectors of keys: 1 in the key's place, and 0 everywhere for a missing key.</summary>
public sealed class KeyToVectorMappingEstimator : TrivialEstimator<KeyToVectorMappingTransformer>
{
    internal KeyToVectorMappingEstimator(bool outputCountVector, params InputOutputColumnPair[] columns) : base(new(outputCountVector, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => Transformer.Shape(inputSchema, (_, input) =>
    {
        if (!input.IsKey || input.Kind != SchemaShape.Column.VectorKind.Scalar)
            throw new ArgumentException($"Column '{input.Name}' holds {input.Description}; it must hold one key in each row.");
        return new(input.Name, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, new(Annotations(input)));
    });

    static IEnumerable<SchemaShape.Column> Annotations(SchemaShape.Column input)
    {
        if (input.Annotations.Any(a => a.Name == AnnotationKinds.KeyValues && a.ItemType is TextDataViewType))
            yield return new(AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);
        yield return new(AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);
    }
}

/// <summary>Made by <see cref="KeyToVectorMappingEstimator"/>.</summary>
public sealed class KeyToVectorMappingTransformer : OneToOneTransformerBase
{
    readonly bool outputCountVector;

    internal KeyToVectorMappingTransformer(bool outputCountVector, params InputOutputColumnPair[] columns) : base(columns) =>
        this.outputCountVector = outputCountVector;

    private protected override DataViewSchema.DetachedColumn Describe(int pair, string outputName, DataViewSchema.Column input)
    {
        if (input.Type is VectorDataViewType { ItemType: KeyDataViewType })
            throw new NotSupportedException("Indicator vectors of several keys are not in the stand-in.");
        if (input.Type is not KeyDataViewType key)
            throw new ArgumentException($"Column '{input.Name}' of type {input.Type} must hold keys.");
        return new(outputName, new VectorDataViewType(NumberDataViewType.Single, (int)key.Count), Annotate(input, (int)key.Count));
    }

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input) =>
        (Delegate)Typed.Call(MakeGetter<int>, input.Type.RawType, row, input);

    private protected override void SaveModel(ModelSaveContext ctx) =>
        ctx.Write("MapKeyToVector", new Saved(outputCountVector, ColumnPairs.Of(Columns)));

    internal static KeyToVectorMappingTransformer Load(ModelReader reader)
    {
        var saved = reader.Settings<Saved>();
        return new(saved.OutputCountVector, saved.Columns.ToPairs());
    }

    static ValueGetter<VBuffer<float>> MakeGetter<TKey>(DataViewRow row, DataViewSchema.Column input)
    {
        int size = (int)((KeyDataViewType)input.Type).Count;
        var getter = row.GetGetter<TKey>(input);
        var toIndex = TypeConversion.Make<TKey, ulong>();
        TKey key = default;
        return (ref VBuffer<float> value) =>
        {
            getter(ref key);
            ulong index = toIndex(key);
            bool known = index > 0 && index <= (ulong)size;
            var editor = VBufferEditor.Create(ref value, size, known ? 1 : 0);
            if (known)
            {
                editor.Values[0] = 1;
                if (size > 1) editor.Indices[0] = (int)index - 1;
            }
            value = editor.Commit();
        };
    }

    static DataViewSchema.Annotations Annotate(DataViewSchema.Column input, int size)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (input.HasKeyValues())
            builder.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, size),
                (ref VBuffer<ReadOnlyMemory<char>> value) => input.GetKeyValues(ref value));
        builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        return builder.ToAnnotations();
    }

    sealed record Saved(bool OutputCountVector, ColumnPairs Columns);
}
