namespace Ml.Gan.Onnx;

/// <summary>
/// Conditions that are asked of a generator. Lists are used in turn: sample i gets entry i modulo their length, so that
/// one entry is for all samples. What is left out takes its default: the classes in turn, and codes that are drawn; a
/// vector has none and must be given where the generator takes one.
/// </summary>
/// <example>
/// <code>
/// new GeneratorConditions { Labels = [7] }
/// new GeneratorConditions { Classes = ["cat", "dog"] }
/// new GeneratorConditions { Vectors = [[0.5f, -1]] }
/// new GeneratorConditions { Codes = new Dictionary&lt;string, float[]&gt; { ["d1"] = [3], ["c1"] = [-1, 0, 1] } }
/// </code>
/// </example>
public sealed record GeneratorConditions
{
    /// <summary>Classes by number, from 0. Default null: all classes in turn.</summary>
    public IReadOnlyList<int>? Labels { get; init; }

    /// <summary>Classes by name, instead of <see cref="Labels"/>. Default null.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Condition vectors of c finite numbers each. Default null.</summary>
    public IReadOnlyList<float[]>? Vectors { get; init; }

    /// <summary>
    /// Values of codes by their names: categories, counted from 0, of d1, d2, …; numbers, [-1, 1] in training, of
    /// c1, c2, …. Codes that are not named come from <see cref="CodeRows"/>. Default null.
    /// </summary>
    public IReadOnlyDictionary<string, float[]>? Codes { get; init; }

    /// <summary>
    /// Whole rows of codes as the generator takes them, k finite numbers each. Default null: they are drawn.
    /// </summary>
    public IReadOnlyList<float[]>? CodeRows { get; init; }

    /// <summary>Each entry several times, so that several samples after one another get it.</summary>
    /// <param name="times">How often, at least 1.</param>
    /// <remarks>
    /// What is left out is still chosen for each sample anew; <see cref="ConditionLayout.Settle"/> chooses it first.
    /// </remarks>
    public GeneratorConditions Repeat(int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        return new GeneratorConditions
        {
            Labels = Repeated(Labels),
            Classes = Repeated(Classes),
            Vectors = Repeated(Vectors),
            Codes = Codes?.ToDictionary(code => code.Key, code => Repeated(code.Value)!),
            CodeRows = Repeated(CodeRows),
        };

        T[]? Repeated<T>(IReadOnlyList<T>? entries) =>
            entries is null ? null : [.. entries.SelectMany(entry => Enumerable.Repeat(entry, times))];
    }
}
