using Ml.Gan.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Metrics;

/// <summary>
/// Indices of the real samples of an evaluation: some to compare with, as many others as a reference, and the rest to
/// train a classifier, where one is wanted; or all to compare with.
/// </summary>
internal sealed record RealSamples(long[] Compared, long[] Reference, long[] Training)
{
    /// <summary>Fewer samples than this are not compared.</summary>
    public const int LeastCount = 10;

    private const int EndlessTrainingCount = 10_000;

    /// <summary>
    /// Whether a classifier is trained on such data: labeled images that it supports. Stacked digits have one of their
    /// digits.
    /// </summary>
    public static bool Classifies(ISampleSource data) => data is StackedDigits
        || (data.Labels is { } labels && SampleClassifier.Supports(data.Shape)
            && labels.ReadFirst().All(label => label >= 0));

    /// <summary>How many samples are compared where so many are wanted, in as many sets.</summary>
    public static int CountOf(ISampleSource data, int wanted, int sets = 2) =>
        (int)Math.Min(wanted, (data.Count ?? long.MaxValue) / sets);

    /// <summary>Chooses at random from finite data, and the first ones of endless data.</summary>
    /// <exception cref="GanDataException">There are too few.</exception>
    public static RealSamples Choose(ISampleSource data, int count, bool trains, int seed)
    {
        int sets = trains ? 3 : 2;
        if (data.Count is not { } all)
            return new RealSamples(
                From(0, count), From(count, count), From(2L * count, trains ? EndlessTrainingCount : 0));
        count = CountOf(data, count, sets);
        if (count < LeastCount)
            throw new GanDataException(
                $"'{data.Name}' has {all} samples; an evaluation needs at least {sets * LeastCount}. Add data.");
        long[] order = Shuffled((int)all, seed);
        return new RealSamples(order[..count], order[count..(2 * count)], trains ? order[(2 * count)..] : []);
    }

    /// <summary>All samples, to compare with.</summary>
    /// <exception cref="GanDataException">There are too few.</exception>
    /// <exception cref="GanOptionException">They have no end.</exception>
    public static RealSamples All(ISampleSource data)
    {
        if (data.Count is not { } all)
            throw new GanOptionException(
                nameof(EvaluationOptions.AllReal),
                $"'{data.Name}' has no end, so that generated samples can't be compared with all of it.");
        return all >= LeastCount ? new RealSamples(From(0, (int)all), [], []) : throw new GanDataException(
            $"'{data.Name}' has {all} samples; an evaluation needs at least {LeastCount}. Add data.");
    }

    /// <summary>
    /// Some samples of a source that has as many, at random of finite ones, the first of endless ones.
    /// </summary>
    public static long[] ChooseOf(ISampleSource data, int count, int seed) =>
        data.Count is { } all ? Shuffled((int)all, seed)[..count] : From(0, count);

    private static long[] Shuffled(int count, int seed)
    {
        long[] order = From(0, count);
        new Xoshiro256(seed, 0).Shuffle(order.AsSpan());
        return order;
    }

    private static long[] From(long start, int count) => [.. Enumerable.Range(0, count).Select(i => start + i)];
}

/// <summary>
/// Conditions of generated samples that compare with real ones: their labels, where the generator knows their classes
/// by name, else all of its classes in turn; their vectors; codes that are drawn.
/// </summary>
internal sealed class EvaluationConditions
{
    private readonly ConditionLayout _generator;
    private readonly ISampleSource _data;
    private readonly int _classCount;
    private readonly bool _knowsClasses;

    /// <summary>The generator's label of each class of the data.</summary>
    private readonly int[] _generatorLabels;
    private readonly bool _hasCategories;

    /// <param name="generator">What the generator can be asked for.</param>
    /// <param name="data">Real samples.</param>
    public EvaluationConditions(ConditionLayout generator, ISampleSource data)
    {
        (_generator, _data) = (generator, data);
        _classCount = data.Labels?.ClassCount ?? 0;
        string[] known = [.. generator.ClassNames];
        _generatorLabels = [.. (data.Labels?.ClassNames ?? []).Select(name => Array.IndexOf(known, name))];
        _knowsClasses = _classCount > 0 && _generatorLabels.All(label => label >= 0)
            && data.Labels!.ReadFirst().All(label => label >= 0);
        _hasCategories = generator.Codes?.Categorical.Count > 0;
    }

    /// <summary>Conditions for each of the real samples.</summary>
    /// <exception cref="GanDataException">The generator takes vectors that the data don't carry.</exception>
    public GeneratorConditions For(long[] real, int seed)
    {
        var asked = new GeneratorConditions
        {
            Labels = _knowsClasses ? [.. Labels(real).Select(label => _generatorLabels[label])] : null,
            Vectors = _generator.VectorSize > 0 ? Vectors(real) : null,
        };
        return _generator.Settle(asked, real.Length, seed);
    }

    /// <summary>Targets of samples that were generated for conditions.</summary>
    public SampleTargets Generated(GeneratorConditions settled) => new(
        _knowsClasses ? [.. settled.Labels!.Select(label => Array.IndexOf(_generatorLabels, label))] : null,
        _hasCategories ? [.. settled.CodeRows!.Select(row => Array.IndexOf(row, 1f))] : null,
        _hasCategories ? _generator.Codes!.Categorical[0] : 0);

    /// <summary>Targets of real samples: what they are.</summary>
    public SampleTargets Real(long[] indices)
    {
        int[]? labels = _classCount > 0 && (_knowsClasses || _hasCategories) ? Labels(indices) : null;
        return new SampleTargets(
            _knowsClasses ? labels : null, _hasCategories ? labels : null, _hasCategories ? _classCount : 0);
    }

    private int[] Labels(long[] indices) => [.. _data.Labels!.Read(indices).Select(label => (int)label)];

    private float[][] Vectors(long[] indices) =>
        _data.Conditions is { } conditions && conditions.Size == _generator.VectorSize
            ? conditions.Read(indices)
            : throw new GanDataException(
                $"The generator takes condition vectors of {_generator.VectorSize} numbers; the samples of "
                + $"'{_data.Name}' carry {(_data.Conditions is { Size: var size } ? $"some of {size}" : "none")}. "
                + "Give the data that it was trained on, with their vectors.");
}
