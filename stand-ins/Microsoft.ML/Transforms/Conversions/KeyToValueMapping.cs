using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Gives the values that keys stand for.</summary>
public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    internal KeyToValueMappingEstimator(params InputOutputColumnPair[] columns) : base(new(columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => Transformer.Shape(inputSchema, (_, input) =>
        input.IsKey && input.Annotations.Where(a => a.Name == AnnotationKinds.KeyValues).ToArray() is [var values]
            ? new(input.Name, input.Kind, values.ItemType, false)
            : throw new ArgumentException(
                $"Column '{input.Name}' holds {input.Description}; it must hold keys with known values."));
}

/// <summary>Made by <see cref="KeyToValueMappingEstimator"/>.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal KeyToValueMappingTransformer(params InputOutputColumnPair[] columns) : base(columns)
    {
    }

    private protected override DataViewSchema.DetachedColumn Describe(int pair, string outputName, DataViewSchema.Column input)
    {
        if (input.Type.ItemType() is not KeyDataViewType || ValuesType(input) is not { } values)
            throw new ArgumentException(
                $"Column '{input.Name}' of type {input.Type} must hold keys with known values.");
        return new(outputName, ValueMap.Like(input.Type, values.ItemType));
    }

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input) =>
        (Delegate)Typed.Call(MakeGetter<int, int>, [input.Type.ItemType().RawType, ValuesType(input).ItemType.RawType], row, input);

    private protected override void SaveModel(ModelSaveContext ctx) =>
        ctx.Write("MapKeyToValue", ColumnPairs.Of(Columns));

    internal static KeyToValueMappingTransformer Load(ModelReader reader) =>
        new(reader.Settings<ColumnPairs>().ToPairs());

    static VectorDataViewType ValuesType(DataViewSchema.Column input) =>
        input.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type as VectorDataViewType;

    static Delegate MakeGetter<TKey, TValue>(DataViewRow row, DataViewSchema.Column input)
    {
        VBuffer<TValue> buffer = default;
        input.GetKeyValues(ref buffer);
        var values = buffer.DenseValues().ToArray();
        var toIndex = TypeConversion.Make<TKey, ulong>();
        return ValueMap.MakeGetter<TKey, TValue>(row, input, key => toIndex(key) is var k && k > 0 && k <= (ulong)values.Length ? values[k - 1] : default);
    }
}
