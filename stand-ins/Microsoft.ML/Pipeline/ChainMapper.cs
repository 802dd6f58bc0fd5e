namespace Microsoft.ML.Data;

/// <summary>Maps rows through one mapper after another.</summary>
sealed class ChainMapper : IRowToRowMapper
{
    readonly List<IRowToRowMapper> mappers = [];

    public ChainMapper(DataViewSchema inputSchema, IEnumerable<ITransformer> transformers)
    {
        InputSchema = inputSchema;
        OutputSchema = inputSchema;
        foreach (var transformer in transformers)
        {
            mappers.Add(transformer.GetRowToRowMapper(OutputSchema));
            OutputSchema = mappers[^1].OutputSchema;
        }
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        for (int i = mappers.Count - 1; i >= 0; i--) dependingColumns = mappers[i].GetDependencies(dependingColumns);
        return dependingColumns;
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        var active = new IEnumerable<DataViewSchema.Column>[mappers.Count];
        for (int i = mappers.Count - 1; i >= 0; i--)
        {
            active[i] = activeColumns;
            activeColumns = mappers[i].GetDependencies(activeColumns);
        }
        for (int i = 0; i < mappers.Count; i++) input = mappers[i].GetRow(input, active[i]);
        return input;
    }
}
