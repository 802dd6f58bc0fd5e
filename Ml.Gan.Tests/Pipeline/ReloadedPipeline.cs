using Microsoft.ML;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>
/// A saved pipeline as ML.NET alone loads it. A copy of its model is among the temporary files until it is disposed of.
/// </summary>
internal sealed class ReloadedPipeline : IDisposable
{
    private readonly ITransformer _pipeline;

    public ReloadedPipeline(string path)
    {
        _pipeline = new MLContext().Model.Load(path, out var schema);
        Schema = schema;
    }

    /// <summary>Schema of the data that it takes; null where it was saved without.</summary>
    public DataViewSchema? Schema { get; }

    /// <summary>Lazy: what it gives has to be read before the pipeline is disposed of.</summary>
    public IDataView Transform(IDataView data) => _pipeline.Transform(data);

    public void Dispose() => (_pipeline as IDisposable)?.Dispose();
}
