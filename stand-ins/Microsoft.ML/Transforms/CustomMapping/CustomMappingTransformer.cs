using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Made by <see cref="CustomMappingEstimator{TSrc, TDst}"/>.</summary>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer where TSrc : class, new() where TDst : class, new()
{
    readonly Action<TSrc, TDst> map;
    readonly string contractName;

    internal CustomMappingTransformer(Action<TSrc, TDst> map, string contractName, SchemaDefinition input, SchemaDefinition output)
    {
        ArgumentNullException.ThrowIfNull(map);
        this.map = map;
        this.contractName = contractName;
        Source = new(input, SchemaDefinition.Direction.Write);
        Target = new(output, SchemaDefinition.Direction.Read);
    }

    internal RowClass<TSrc> Source { get; }

    internal RowClass<TDst> Target { get; }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => MakeMapper(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedDataView(input, MakeMapper(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => MakeMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        if (string.IsNullOrEmpty(contractName))
            throw new InvalidOperationException("A custom mapping without a contract name can't be saved.");
        ctx.Write("CustomMapping", new SavedContract(contractName));
    }

    CustomMapper<TSrc, TDst> MakeMapper(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new(input, Source, Target, map);
    }
}
