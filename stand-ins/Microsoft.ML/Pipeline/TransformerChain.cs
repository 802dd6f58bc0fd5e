using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>Transformers that are applied one after another.</summary>
public sealed class TransformerChain<TLastTransformer> : ITransformer, IEnumerable<ITransformer>, IDisposable
    where TLastTransformer : class, ITransformer
{
    readonly ITransformer[] transformers;
    readonly TransformerScope[] scopes;
    bool disposed;

    public readonly TLastTransformer LastTransformer;

    public TransformerChain(IEnumerable<ITransformer> transformers, IEnumerable<TransformerScope> scopes)
    {
        this.transformers = transformers?.ToArray() ?? throw new ArgumentNullException(nameof(transformers));
        this.scopes = scopes?.ToArray() ?? throw new ArgumentNullException(nameof(scopes));
        if (this.transformers.Length != this.scopes.Length)
            throw new ArgumentException(
                $"There are {this.transformers.Length} transformers and {this.scopes.Length} scopes.", nameof(scopes));
        if (this.transformers.Contains(null)) throw new ArgumentException(
            "A transformer is null.", nameof(transformers));
        if (this.transformers.Length == 0) return;
        LastTransformer = this.transformers[^1] as TLastTransformer ?? throw new ArgumentException(
            $"The last transformer is a {this.transformers[^1].GetType()}, not a {typeof(TLastTransformer)}.", nameof(transformers));
    }

    public TransformerChain(params ITransformer[] transformers)
        : this(transformers, transformers?.Select(_ => TransformerScope.Everything))
    {
    }

    bool ITransformer.IsRowToRowMapper => transformers.All(t => t.IsRowToRowMapper);

    public TransformerChain<TNewLast> Append<TNewLast>(TNewLast transformer, TransformerScope scope = TransformerScope.Everything)
        where TNewLast : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return new([.. transformers, transformer], [.. scopes, scope]);
    }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return transformers.Aggregate(inputSchema, (schema, t) => t.GetOutputSchema(schema));
    }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema, TransformerScope scope) =>
        GetModelFor(scope).GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(input.Schema);
        return transformers.Aggregate(input, (view, t) => t.Transform(view));
    }

    public IDataView Transform(IDataView input, TransformerScope scope) => GetModelFor(scope).Transform(input);

    /// <summary>The steps that are used in <paramref name="scopeFilter"/>.</summary>
    public TransformerChain<ITransformer> GetModelFor(TransformerScope scopeFilter)
    {
        var kept = Enumerable.Range(0, transformers.Length).Where(i => (scopes[i] & scopeFilter) != 0).ToArray();
        return new(kept.Select(i => transformers[i]), kept.Select(i => scopes[i]));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (Array.Find(transformers, t => !t.IsRowToRowMapper) is { } other)
            throw new InvalidOperationException(
                $"{other.GetType()} doesn't map row to row, so neither does the chain.");
        return new ChainMapper(inputSchema, transformers);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => ChainModel.Save(ctx, transformers, scopes);

    public IEnumerator<ITransformer> GetEnumerator() => ((IEnumerable<ITransformer>)transformers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        foreach (var transformer in transformers) (transformer as IDisposable)?.Dispose();
    }
}
