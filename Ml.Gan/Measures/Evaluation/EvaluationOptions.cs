namespace Ml.Gan.Measures;

/// <summary>How a generator is judged.</summary>
public sealed record EvaluationOptions
{
    /// <summary>
    /// Generated samples, and real ones to compare them with: at least 10. Fewer are taken where the data don't suffice. Default 2000.
    /// </summary>
    public int Count { get; init; } = 2000;

    /// <summary>
    /// What to compute. Default null: all of <see cref="BuiltinMeasures"/> that such samples have.
    /// </summary>
    public IReadOnlyList<Measure>? Measures { get; init; }

    /// <summary>Seed of the generated samples, the choice of real ones and the classifier. Default 1.</summary>
    public int Seed { get; init; } = 1;
}
