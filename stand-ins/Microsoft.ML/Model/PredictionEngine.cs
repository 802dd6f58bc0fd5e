using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Puts single objects through a transformer. For one thread at a time.</summary>
public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable where TSrc : class where TDst : class, new()
{
    readonly ITransformer transformer;
    readonly bool ownsTransformer;
    readonly ObjectRow<TSrc> input;
    readonly DataViewRow output;
    readonly Action<TDst> fill;
    bool disposed;

    private protected PredictionEngineBase(ITransformer transformer, PredictionEngineOptions options)
    {
        this.transformer = transformer;
        ownsTransformer = options.OwnsTransformer;
        if (!transformer.IsRowToRowMapper)
            throw new InvalidOperationException(
                $"A prediction engine needs a transformer that maps row to row; {transformer.GetType()} doesn't.");
        input = new(new(options.InputSchemaDefinition, SchemaDefinition.Direction.Read));
        var mapper = transformer.GetRowToRowMapper(input.Schema);
        OutputSchema = mapper.OutputSchema;
        var target = new RowClass<TDst>(options.OutputSchemaDefinition, SchemaDefinition.Direction.Write);
        var present = target.FindIn(OutputSchema, options.IgnoreMissingColumns);
        output = mapper.GetRow(input, target.Schema.Where(c => present[c.Index]).Select(c => OutputSchema[c.Name]).ToArray());
        fill = target.MakeFiller(output, present);
    }

    /// <summary>All columns that the transformer gives.</summary>
    public DataViewSchema OutputSchema { get; }

    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    /// <summary>Fills an object that is there, or a new one.</summary>
    public abstract void Predict(TSrc example, ref TDst prediction);

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        output.Dispose();
        if (ownsTransformer) (transformer as IDisposable)?.Dispose();
    }

    private protected void Fill(TSrc example, TDst prediction)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        input.Set(example);
        fill(prediction);
    }
}

/// <summary>Made by <see cref="ModelOperationsCatalog"/>.</summary>
public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst> where TSrc : class where TDst : class, new()
{
    internal PredictionEngine(ITransformer transformer, PredictionEngineOptions options) : base(transformer, options)
    {
    }

    public override void Predict(TSrc example, ref TDst prediction) => Fill(example, prediction ??= new TDst());
}
