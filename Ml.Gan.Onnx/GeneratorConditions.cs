using Ml.Gan.Onnx.Sampling;

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
    /// <summary>Classes by index, from 0, whatever their names are. Default null: all classes in turn.</summary>
    public IReadOnlyList<int>? Labels { get; init; }

    /// <summary>
    /// Classes by name, instead of <see cref="Labels"/>: <c>"1"</c> is the class of that name, not that index. Default
    /// null.
    /// </summary>
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

    /// <summary>
    /// Conditions of some of the samples, of conditions that say what each sample is
    /// (<see cref="ConditionLayout.Settle"/>).
    /// </summary>
    /// <param name="start">The first sample.</param>
    /// <param name="count">Number of samples.</param>
    public GeneratorConditions Slice(int start, int count) => new()
    {
        Labels = Labels?.Skip(start).Take(count).ToArray(),
        Vectors = Vectors?.Skip(start).Take(count).ToArray(),
        CodeRows = CodeRows?.Skip(start).Take(count).ToArray(),
    };

    /// <summary>
    /// Conditions of samples one after the other, each settled (<see cref="ConditionLayout.Settle"/>) for the same
    /// generator.
    /// </summary>
    public static GeneratorConditions Join(IReadOnlyList<GeneratorConditions> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return new GeneratorConditions
        {
            Labels = Joined(sample => sample.Labels),
            Vectors = Joined(sample => sample.Vectors),
            CodeRows = Joined(sample => sample.CodeRows),
        };

        T[]? Joined<T>(Func<GeneratorConditions, IReadOnlyList<T>?> of) =>
            samples.Any(sample => of(sample) is not null) ? [.. samples.SelectMany(sample => of(sample)!)] : null;
    }

    /// <summary>Conditions at even steps between those of one sample and those of another, both settled.</summary>
    /// <exception cref="ArgumentException">The two have different labels.</exception>
    internal static GeneratorConditions Between(GeneratorConditions from, GeneratorConditions to, int steps)
    {
        if (from.Labels is [var first] && to.Labels is [var last] && first != last)
            throw new ArgumentException(
                $"There is nothing between the labels {first} and {last}. Give both ends the same label; vectors and "
                + "codes can differ.");
        return new GeneratorConditions
        {
            Labels = from.Labels,
            Vectors = Line(from.Vectors, to.Vectors),
            CodeRows = Line(from.CodeRows, to.CodeRows),
        };

        float[][]? Line(IReadOnlyList<float[]>? start, IReadOnlyList<float[]>? end) => start is null
            ? null
            : [.. LatentPath.Between(start[0], end![0], steps, spherical: false).Chunk(start[0].Length)];
    }

    /// <summary>Values of a model's inputs, of settled conditions.</summary>
    internal IEnumerable<InputRows> ToInputs(IReadOnlyList<TensorInfo> inputs)
    {
        foreach (var input in inputs)
        {
            InputRows? rows = input.Name switch
            {
                GeneratorInputs.Label => InputRows.Of(input, Labels!.Select(label => (long)label).ToArray()),
                GeneratorInputs.Condition => InputRows.Of(input, Vectors!.SelectMany(row => row).ToArray()),
                GeneratorInputs.Codes => InputRows.Of(input, CodeRows!.SelectMany(row => row).ToArray()),
                _ => null,
            };
            if (rows is not null)
                yield return rows;
        }
    }
}
