using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Numbers the distinct values of a column.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    readonly InputOutputColumnPair columns;
    readonly int maximum;
    readonly KeyOrdinality ordinality;
    readonly bool asText;
    readonly IDataView keyData;

    internal ValueToKeyMappingEstimator(InputOutputColumnPair columns, int maximum, KeyOrdinality ordinality, bool asText, IDataView keyData)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximum);
        this.columns = columns;
        this.maximum = maximum;
        this.ordinality = ordinality;
        this.asText = asText;
        this.keyData = keyData;
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var source = keyData ?? input;
        var column = keyData == null ? input.Schema[columns.InputColumnName] : keyData.Schema[0];
        var values = (IKeyValues)Typed.Call(KeyValueCollector.Collect<int>, column.Type.ItemType().RawType, source, column, maximum,
            ordinality == KeyOrdinality.ByValue);
        return new(columns, values, asText);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var input = inputSchema[columns.InputColumnName];
        if (input.ItemType is not (TextDataViewType or NumberDataViewType or BooleanDataViewType) || input.IsKey)
            throw new ArgumentException(
                $"Column '{input.Name}' holds {input.Description}; only text, numbers and truth values can be mapped to keys.");
        var values = new SchemaShape.Column(AnnotationKinds.KeyValues, SchemaShape.Column.VectorKind.Vector,
            asText ? TextDataViewType.Instance : input.ItemType, false);
        return inputSchema.With([new(columns.OutputColumnName, input.Kind, NumberDataViewType.UInt32, true, new([values]))]);
    }
}

/// <summary>Made by <see cref="ValueToKeyMappingEstimator"/>.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    readonly IKeyValues values;
    readonly bool asText;

    internal ValueToKeyMappingTransformer(InputOutputColumnPair columns, IKeyValues values, bool asText) : base(columns)
    {
        this.values = values;
        this.asText = asText;
    }

    private protected override DataViewSchema.DetachedColumn Describe(int pair, string outputName, DataViewSchema.Column input)
    {
        if (input.Type.ItemType().RawType != values.ValueType)
            throw new ArgumentException(
                $"Column '{input.Name}' is of type {input.Type}; the keys were learnt from {values.ValueType.Name} values.");
        var key = new KeyDataViewType(typeof(uint), Math.Max(1, values.Count));
        return new(outputName, ValueMap.Like(input.Type, key), values.ToAnnotations(asText));
    }

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input) =>
        values.MakeGetter(row, input);

    private protected override void SaveModel(ModelSaveContext ctx) =>
        ctx.Write("MapValueToKey", new Saved(ColumnPairs.Of(Columns), SavedValues.Of(values), asText));

    internal static ValueToKeyMappingTransformer Load(ModelReader reader)
    {
        var saved = reader.Settings<Saved>();
        return new(saved.Columns.ToPairs()[0], saved.Values.ToKeyValues(), saved.AsText);
    }

    sealed record Saved(ColumnPairs Columns, SavedValues Values, bool AsText);
}
