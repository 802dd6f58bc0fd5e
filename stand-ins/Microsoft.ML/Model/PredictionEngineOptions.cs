using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>How to make a prediction engine.</summary>
public sealed class PredictionEngineOptions
{
    /// <summary>Whether members of the output class without a column stay as they are; else they are an error.</summary>
    public bool IgnoreMissingColumns = true;

    /// <summary>The input columns; by default, what the class gives.</summary>
    public SchemaDefinition InputSchemaDefinition;

    /// <summary>The output columns; by default, what the class gives.</summary>
    public SchemaDefinition OutputSchemaDefinition;

    /// <summary>Whether the transformer is disposed together with the engine.</summary>
    public bool OwnsTransformer = true;

    public PredictionEngineOptions()
    {
    }
}
