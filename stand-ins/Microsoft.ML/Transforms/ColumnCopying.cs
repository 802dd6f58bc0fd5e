using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Adds copies of columns, with their annotations.</summary>
public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    internal ColumnCopyingEstimator(params InputOutputColumnPair[] columns) : base(new(columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        Transformer.Shape(inputSchema, (_, input) => input);
}

/// <summary>Made by <see cref="ColumnCopyingEstimator"/>.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal ColumnCopyingTransformer(params InputOutputColumnPair[] columns) : base(columns)
    {
    }

    private protected override DataViewSchema.DetachedColumn Describe(int pair, string outputName, DataViewSchema.Column input) =>
        new(outputName, input.Type, input.Annotations);

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input) =>
        Getters.Of(row, input);

    private protected override void SaveModel(ModelSaveContext ctx) =>
        ctx.Write("CopyColumns", ColumnPairs.Of(Columns));

    internal static ColumnCopyingTransformer Load(ModelReader reader) => new(reader.Settings<ColumnPairs>().ToPairs());
}
