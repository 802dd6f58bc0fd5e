using Ml.Gan.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Models.Labels;

namespace Ml.Gan.Measures;

/// <summary>
/// Judges generated samples by real ones, as often as asked: reads the real samples and prepares the space where they are compared
/// once.
/// </summary>
/// <remarks>
/// Labelled images are compared in the features of a <see cref="SampleClassifier"/> that is trained on a part of the data that is not compared,
/// stacked ones (<see cref="StackedSource"/>) channel by channel, other images as <see cref="PixelAverages"/>, vectors as they are. Not thread-safe.
/// </remarks>
public sealed class GeneratorEvaluator : IDisposable
{
    private readonly FeatureSpace _space;
    private readonly SampleShape _shape;
    private readonly string _data;
    private readonly int _seed;
    private readonly SampleSet _real;
    private readonly SampleSet _reference;
    private readonly IReadOnlyList<Measure> _measures;
    private readonly EvaluationRequests _requests;
    private readonly Lazy<double[]> _references;

    /// <summary>Reads real samples, and trains the classifier where they are labelled images: that takes some seconds.</summary>
    /// <param name="data">Real samples; they stay the caller's and aren't needed any longer than this call.</param>
    /// <param name="options">What to compute; null for the defaults.</param>
    /// <param name="conditions">What the generator can be asked for; null for nothing.</param>
    /// <exception cref="GanDataException">The data have too few samples, or lack the vectors that the generator takes.</exception>
    /// <exception cref="GanOptionException">An option is out of range, or a measure that was asked for doesn't apply to the data.</exception>
    public GeneratorEvaluator(ISampleSource data, EvaluationOptions? options = null, ConditionLayout? conditions = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new EvaluationOptions();
        if (options.Count < RealSamples.LeastCount)
            throw new GanOptionException(nameof(EvaluationOptions.Count),
                $"An evaluation compares at least {RealSamples.LeastCount} samples, not {options.Count}.");
        (_shape, _data, _seed) = (data.Shape, data.Name, options.Seed);
        bool trains = data is ILabelledSampleSource { ClassCount: > 0 } known and not StackedSource
            && SampleClassifier.Supports(_shape) && LabeledSamples.AreComplete(known);
        var samples = RealSamples.Choose(data, options.Count, trains, _seed);
        Count = samples.Compared.Length;
        _requests = new EvaluationRequests(conditions ?? ConditionLayout.None, data);
        Conditions = _requests.For(samples.Compared, _seed);
        _space = data switch
        {
            StackedSource stacked => new StackedClassifier(
                Train(stacked.Digits, RealSamples.Choose(stacked.Digits, Count, trains: true, _seed))),
            ILabelledSampleSource labelled when trains => Train(labelled, samples),
            _ when _shape.IsImage => new PixelAverages(_shape, limit: Count / 4),
            _ => new RawValues(),
        };
        try
        {
            _real = Read(data, samples.Compared);
            _reference = Read(data, samples.Reference);
            _measures = Choose(options.Measures);
        }
        catch
        {
            _space.Dispose();
            throw;
        }
        _references = new Lazy<double[]>(() => [.. _measures.Select(measure => measure.Compute(_real, _reference))]);
    }

    /// <summary>Number of real samples, and how many generated ones are judged at a time.</summary>
    public int Count { get; }

    /// <summary>
    /// What a conditional generator is to be asked for, one request for each of <see cref="Count"/> samples: the labels and vectors of the real
    /// samples that it is compared with, codes that are drawn.
    /// </summary>
    public GeneratorConditions Conditions { get; }

    /// <summary>Computes all measures.</summary>
    /// <param name="generated"><see cref="Count"/> samples of the data's shape, images in [-1, 1], asked for by <see cref="Conditions"/>.</param>
    /// <exception cref="GanException">A value is NaN or infinite.</exception>
    public EvaluationReport Evaluate(SampleRows generated)
    {
        var candidate = Check(generated);
        return new EvaluationReport(_data, Count, _seed, _space.Name, _space.Description,
            [.. _measures.Select((measure, i) => new MeasureResult(measure, measure.Compute(_real, candidate), _references.Value[i]))]);
    }

    /// <inheritdoc/>
    public void Dispose() => _space.Dispose();

    private SampleClassifier Train(ILabelledSampleSource data, RealSamples samples) =>
        SampleClassifier.Train(data, samples.Training, [.. samples.Compared, .. samples.Reference], _seed);

    private SampleSet Read(ISampleSource data, long[] indices)
    {
        float[] values = new float[(long)indices.Length * _shape.Length];
        data.Read(indices, values);
        return new SampleSet(new SampleRows(values, _shape.Length), _shape, _space, _requests.Real(indices));
    }

    private Measure[] Choose(IReadOnlyList<Measure>? asked)
    {
        if (asked is null)
            return [.. BuiltinMeasures.For(_shape).Where(measure => measure.Objection(_real) is null)];
        foreach (var measure in asked)
        {
            if (measure.Objection(_real) is { } objection)
                throw new GanOptionException(nameof(EvaluationOptions.Measures),
                    $"'{measure.Name}' does not apply to {_data}: {objection}.");
        }
        return [.. asked];
    }

    private SampleSet Check(SampleRows generated)
    {
        if (generated.Width != _shape.Length || generated.Count != Count)
            throw new ArgumentException(
                $"Expected {Count} samples of {_shape.Length} numbers, not {generated.Count} of {generated.Width}.", nameof(generated));
        foreach (float value in generated.Values.Span)
        {
            if (!float.IsFinite(value))
                throw new GanException($"The generator gives {value}; samples must be finite numbers. Its training has failed.");
        }
        return new SampleSet(generated, _shape, _space, _requests.Generated(Conditions));
    }
}
