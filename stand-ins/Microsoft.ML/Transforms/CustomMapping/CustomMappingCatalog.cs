using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Estimators around a user's own function.</summary>
public static class CustomMappingCatalog
{
    /// <summary>Adds columns that a function computes from a row.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="mapAction">Fills the second object from the first; must have no other effect.</param>
    /// <param name="contractName">Names the function in a saved model; null where it won't be saved.</param>
    /// <param name="inputSchemaDefinition">The columns to read; by default, what the class gives.</param>
    /// <param name="outputSchemaDefinition">The columns to add; by default, what the class gives.</param>
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<TSrc, TDst>(this TransformsCatalog catalog, Action<TSrc, TDst> mapAction,
        string contractName, SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class, new() where TDst : class, new() =>
        new(mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition);
}
