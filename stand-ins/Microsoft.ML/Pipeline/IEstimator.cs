namespace Microsoft.ML;

/// <summary>Makes a transformer from data.</summary>
public interface IEstimator<out TTransformer> where TTransformer : ITransformer
{
    TTransformer Fit(IDataView input);

    /// <summary>The shape of what the transformer will give; throws where the input doesn't fit.</summary>
    SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
