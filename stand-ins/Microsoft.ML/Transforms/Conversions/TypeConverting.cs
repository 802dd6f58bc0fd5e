using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Converts columns to a primitive type.</summary>
public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    internal TypeConvertingEstimator(DataKind kind, params InputOutputColumnPair[] columns) : base(new(kind, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => Transformer.Shape(inputSchema, (_, input) =>
    {
        if (input.ItemType is not PrimitiveDataViewType || !TypeConversion.Exists(input.ItemType.RawType, Transformer.ItemType.RawType))
            throw new ArgumentException(
                $"Column '{input.Name}' holds {input.Description}, which can't be converted to {Transformer.ItemType}.");
        return new(input.Name, input.Kind, Transformer.ItemType, false);
    });
}

/// <summary>Made by <see cref="TypeConvertingEstimator"/>.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    readonly DataKind kind;

    internal TypeConvertingTransformer(DataKind kind, params InputOutputColumnPair[] columns) : base(columns)
    {
        this.kind = kind;
        ItemType = kind.ToType();
    }

    internal PrimitiveDataViewType ItemType { get; }

    private protected override DataViewSchema.DetachedColumn Describe(int pair, string outputName, DataViewSchema.Column input)
    {
        if (!TypeConversion.Exists(input.Type.ItemType().RawType, ItemType.RawType))
            throw new ArgumentException(
                $"Column '{input.Name}' of type {input.Type} can't be converted to {ItemType}.");
        return new(outputName, ValueMap.Like(input.Type, ItemType));
    }

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input) =>
        (Delegate)Typed.Call(MakeGetter<int, int>, [input.Type.ItemType().RawType, ItemType.RawType], row, input);

    private protected override void SaveModel(ModelSaveContext ctx) =>
        ctx.Write("ConvertType", new Saved(kind, ColumnPairs.Of(Columns)));

    internal static TypeConvertingTransformer Load(ModelReader reader)
    {
        var saved = reader.Settings<Saved>();
        return new(saved.Kind, saved.Columns.ToPairs());
    }

    static Delegate MakeGetter<TIn, TOut>(DataViewRow row, DataViewSchema.Column input) =>
        ValueMap.MakeGetter(row, input, TypeConversion.Make<TIn, TOut>());

    sealed record Saved(DataKind Kind, ColumnPairs Columns);
}
