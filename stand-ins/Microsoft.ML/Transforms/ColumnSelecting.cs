using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps, or drops, columns.</summary>
public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator(string[] columns, bool drop, bool keepHidden) : base(new(columns, drop, keepHidden))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Transformer.Shape(inputSchema);
    }
}

/// <summary>Made by <see cref="ColumnSelectingEstimator"/>.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    readonly ColumnSelectionSettings settings;

    internal ColumnSelectingTransformer(string[] columns, bool drop, bool keepHidden)
    {
        ArgumentNullException.ThrowIfNull(columns);
        settings = new(columns, drop, keepHidden);
    }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => MakeMapper(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedDataView(input, MakeMapper(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => MakeMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ctx.Write("SelectColumns", settings);

    internal static ColumnSelectingTransformer Load(ModelReader reader)
    {
        var settings = reader.Settings<ColumnSelectionSettings>();
        return new(settings.Columns, settings.Drop, settings.KeepHidden);
    }

    internal SchemaShape Shape(SchemaShape input)
    {
        var named = settings.Columns.Select(name => input[name]).ToArray();
        return new(settings.Drop ? input.Where(c => !settings.Columns.Contains(c.Name)) : named);
    }

    ColumnSelection MakeMapper(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (string name in settings.Columns)
            if (input.GetColumnOrNull(name) == null)
                throw new ArgumentOutOfRangeException(
                    nameof(input), $"Could not find input column '{name}' among: {input.Names}.");
        var kept = settings.Drop
            ? input.Where(c => !settings.Columns.Contains(c.Name) && (settings.KeepHidden || !c.IsHidden))
            : settings.Columns.SelectMany(name => input.Where(c => c.Name == name && (settings.KeepHidden || !c.IsHidden)));
        return new(input, kept.Select(c => c.Index));
    }
}

/// <summary>What a saved selection of columns holds.</summary>
sealed record ColumnSelectionSettings(string[] Columns, bool Drop, bool KeepHidden);
