using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Adds columns that a function computes from a row.</summary>
public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(Action<TSrc, TDst> map, string contractName, SchemaDefinition input, SchemaDefinition output)
        : base(new(map, contractName, input, output))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var wanted in Transformer.Source.Schema)
            if (inputSchema[wanted.Name] is var found && !found.Fits(wanted.Type))
                throw new ArgumentException(
                    $"Column '{wanted.Name}' holds {found.Description}; the mapping needs {wanted.Type}.");
        return inputSchema.With(SchemaShape.Create(Transformer.Target.Schema));
    }
}
