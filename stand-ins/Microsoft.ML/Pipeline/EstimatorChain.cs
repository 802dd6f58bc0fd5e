using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Estimators that are fitted one after another, each to what those before it give.</summary>
public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    readonly IReadOnlyList<ChainStep> steps;

    public readonly IEstimator<TLastTransformer> LastEstimator;

    public EstimatorChain() : this([])
    {
    }

    internal EstimatorChain(IReadOnlyList<ChainStep> steps)
    {
        this.steps = steps;
        LastEstimator = steps.Count > 0 ? steps[^1].Estimator as IEstimator<TLastTransformer> : null;
    }

    public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator,
        TransformerScope scope = TransformerScope.Everything) where TNewTrans : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return new([.. steps, new(estimator, scope, null)]);
    }

    /// <summary>Keeps what comes out of the last step so far in memory while the later ones are fitted.</summary>
    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        ArgumentNullException.ThrowIfNull(env);
        return steps.Count == 0 ? this : new([.. steps.SkipLast(1), steps[^1] with { CacheAfter = env }]);
    }

    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var transformers = new List<ITransformer>();
        foreach (var step in steps)
        {
            var transformer = step.Estimator.Fit(input);
            transformers.Add(transformer);
            if (transformers.Count == steps.Count) break;
            input = transformer.Transform(input);
            if (step.CacheAfter != null) input = CacheDataView.Over(step.CacheAfter, input, null);
        }
        return new(transformers, steps.Select(s => s.Scope));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return steps.Aggregate(inputSchema, (shape, step) => step.Estimator.GetOutputSchema(shape));
    }
}

/// <summary>One estimator of a chain.</summary>
sealed record ChainStep(IEstimator<ITransformer> Estimator, TransformerScope Scope, IHostEnvironment CacheAfter);
