using Ml.Gan.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Measures;

/// <summary>
/// What a generator is asked for so that its samples compare with real ones: their labels, where it knows the same classes, else all of its
/// classes in turn; their vectors; codes that are drawn.
/// </summary>
internal sealed class EvaluationRequests
{
    private readonly ConditionLayout _generator;
    private readonly ISampleSource _data;
    private readonly int _classCount;
    private readonly bool _knowsClasses;
    private readonly bool _hasCategories;

    /// <param name="generator">What the generator can be asked for.</param>
    /// <param name="data">Real samples.</param>
    public EvaluationRequests(ConditionLayout generator, ISampleSource data)
    {
        (_generator, _data) = (generator, data);
        _classCount = data.Labels?.ClassCount ?? 0;
        _knowsClasses = _classCount > 0 && generator.ClassCount == _classCount && generator.ClassNames.SequenceEqual(data.Labels!.ClassNames);
        _hasCategories = generator.Codes?.Categorical.Count > 0;
    }

    /// <summary>One request for each of the real samples.</summary>
    /// <exception cref="GanDataException">The generator takes vectors that the data don't carry.</exception>
    public GeneratorConditions For(long[] real, int seed)
    {
        var asked = new GeneratorConditions
        {
            Labels = _knowsClasses ? Labels(real) : null,
            Vectors = _generator.VectorSize > 0 ? Vectors(real) : null,
        };
        return _generator.Settle(asked, real.Length, seed);
    }

    /// <summary>What generated samples were asked for by.</summary>
    public SampleRequests Generated(GeneratorConditions settled) => new(
        _knowsClasses ? settled.Labels : null,
        _hasCategories ? [.. settled.CodeRows!.Select(row => Array.IndexOf(row, 1f))] : null,
        _hasCategories ? _generator.Codes!.Categorical[0] : 0);

    /// <summary>What real samples are.</summary>
    public SampleRequests Real(long[] indices)
    {
        int[]? labels = _classCount > 0 && (_knowsClasses || _hasCategories) ? Labels(indices) : null;
        return new SampleRequests(_knowsClasses ? labels : null, _hasCategories ? labels : null, _hasCategories ? _classCount : 0);
    }

    private int[] Labels(long[] indices) => [.. _data.Labels!.Read(indices).Select(label => (int)label)];

    private float[][] Vectors(long[] indices) => _data.Conditions is { } conditions && conditions.Size == _generator.VectorSize
        ? conditions.Read(indices)
        : throw new GanDataException(
            $"The generator takes condition vectors of {_generator.VectorSize} numbers; the samples of '{_data.Name}' carry " +
            $"{(_data.Conditions is { Size: var size } ? $"some of {size}" : "none")}. Give the data that it was trained on, with their vectors.");
}
