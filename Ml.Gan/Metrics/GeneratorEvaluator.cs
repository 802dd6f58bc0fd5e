using Ml.Gan.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Metrics;

/// <summary>
/// Evaluation of generated samples by real ones, as often as asked: reads the real samples and prepares the space that
/// they are compared in once.
/// </summary>
/// <remarks>
/// Unless <see cref="EvaluationOptions.Features"/> names another space, labeled images are compared in the features of
/// a <see cref="SampleClassifier"/> that is trained on a part of the data that is not compared, stacked ones
/// (<see cref="StackedDigits"/>) channel by channel, other images as <see cref="PixelAverages"/>, vectors as they are.
/// Not thread-safe.
/// </remarks>
public sealed class GeneratorEvaluator : IDisposable
{
    private readonly FeatureSpace _space;
    private readonly ClassifierFeatures? _classifier;
    private readonly SampleShape _shape;
    private readonly string _data;
    private readonly EvaluationOptions _options;
    private readonly SampleSet _real;
    private readonly SampleSet? _reference;
    private readonly IReadOnlyList<Metric> _metrics;
    private readonly EvaluationConditions _conditions;
    private readonly Lazy<double[]> _references;
    private bool _isDisposed;

    /// <summary>
    /// Reads real samples, and trains the classifier where they are labeled images: that takes some seconds.
    /// </summary>
    /// <param name="data">Real samples; they stay the caller's and aren't needed any longer than this call.</param>
    /// <param name="options">Metrics and numbers of samples; null for the defaults.</param>
    /// <param name="conditions">What the generator can be asked for; null for nothing.</param>
    /// <exception cref="GanDataException">
    /// The data have too few samples, or lack the vectors that the generator takes.
    /// </exception>
    /// <exception cref="GanOptionException">
    /// An option is out of range, or a metric that was asked for doesn't apply to the data.
    /// </exception>
    public GeneratorEvaluator(ISampleSource data, EvaluationOptions? options = null, ConditionLayout? conditions = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new EvaluationOptions();
        if (options.Count < RealSamples.LeastCount)
            throw new GanOptionException(nameof(EvaluationOptions.Count),
                $"An evaluation compares at least {RealSamples.LeastCount} samples, not {options.Count}.");
        if (options.Nearest < 0)
            throw new GanOptionException(nameof(EvaluationOptions.Nearest),
                $"The number of samples beside their nearest real ones can't be below 0; it is {options.Nearest}.");
        (_shape, _data, _options) = (data.Shape, data.Name, options);
        bool classifies = Classifies(data, options);
        bool trains = classifies && data is not StackedDigits;
        var samples = options.AllReal
            ? RealSamples.All(data)
            : RealSamples.Choose(data, options.Count, trains, options.Seed);
        RealCount = samples.Compared.Length;
        Count = options.AllReal ? options.Count : RealCount;
        _conditions = new EvaluationConditions(conditions ?? ConditionLayout.None, data);
        long[] asked = [.. Enumerable.Range(0, Count).Select(i => samples.Compared[i % RealCount])];
        Conditions = _conditions.For(asked, options.Seed);
        _classifier = data switch
        {
            StackedDigits stacked when classifies => new StackedClassifier(
                Train(stacked.Digits, RealSamples.Choose(stacked.Digits, Count, trains: true, options.Seed))),
            _ when trains => Train(data, samples),
            _ => null,
        };
        _space = options.Features ?? _classifier
            ?? (Metrics.FeatureSpace)(
                _shape.IsImage ? new PixelAverages(_shape, limit: Math.Min(Count, RealCount) / 4) : new RawValues());
        try
        {
            _real = Read(data, samples.Compared);
            _reference = options.AllReal ? null : Read(data, samples.Reference);
            _metrics = Choose(options.Metrics);
        }
        catch
        {
            Release();
            throw;
        }
        _references = new Lazy<double[]>(
            () => [.. _metrics.Select(metric =>
                _reference is null ? double.NaN : Compute(() => metric.Compute(_real, _reference)))],
            LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Number of generated samples that are evaluated at a time.</summary>
    public int Count { get; }

    /// <summary>
    /// Number of real samples that they are compared with: as many, or all (<see cref="EvaluationOptions.AllReal"/>).
    /// </summary>
    public int RealCount { get; }

    /// <summary>Name of the space that samples are compared in, in a few words: "classifier features".</summary>
    public string FeatureSpace => _space.Name;

    /// <summary>
    /// Conditions for a conditional generator, for each of <see cref="Count"/> samples: the labels and vectors of the
    /// real samples that it is compared with, in turn where these are fewer, codes that are drawn.
    /// </summary>
    public GeneratorConditions Conditions { get; }

    /// <summary>Computes all metrics.</summary>
    /// <param name="generated">
    /// <see cref="Count"/> samples of the data's shape, images in [-1, 1], generated for <see cref="Conditions"/>.
    /// </param>
    /// <param name="cancellation">
    /// Asks to give up between metrics and while features are computed. Default none.
    /// </param>
    /// <exception cref="GanException">A value is NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public EvaluationReport Evaluate(SampleRows generated, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var candidate = Check(generated);
        SampleSet[] real = _reference is null ? [_real] : [_real, _reference];
        foreach (var set in real.Append(candidate))
            set.Cancellation = cancellation;
        var results = _metrics.Select((metric, i) => new MetricResult(
            metric,
            Compute(() => _reference is null
                ? metric.Compute(_real, candidate)
                : metric.Compute(_real, _reference, candidate)),
            _references.Value[i]));
        return new EvaluationReport(_data, Count, _options.Seed, _space.Name, _space.Description, [.. results])
        {
            RealCount = RealCount,
            Nearest = _options.Nearest > 0 ? NearestReal.Of(candidate, _options.Nearest, real) : [],
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        Release();
    }

    /// <summary>Disposes of what is the evaluator's own.</summary>
    private void Release()
    {
        _classifier?.Dispose();
        if (_options.Features is null)
            _space.Dispose();
    }

    private double Compute(Func<double> metric)
    {
        _real.Cancellation.ThrowIfCancellationRequested();
        return metric();
    }

    /// <summary>Whether a classifier is needed, for features or for metrics of classes.</summary>
    /// <exception cref="GanOptionException">It is, but all samples are to be compared.</exception>
    private static bool Classifies(ISampleSource data, EvaluationOptions options)
    {
        bool named = options.Metrics?.Any(metric => metric is ClassMetric) == true;
        bool needed = options.Features is null || named;
        if (!RealSamples.Classifies(data) || !(needed || options.Metrics is null))
            return false;
        if (!options.AllReal || data is StackedDigits)
            return true;
        return needed
            ? throw new GanOptionException(
                nameof(EvaluationOptions.AllReal),
                $"A classifier would be trained on a part of '{data.Name}', whose images are labeled, so that not all "
                + "could be compared. Compare them by a network's features or pixels, without metrics of classes.")
            : false;
    }

    private SampleClassifier Train(ISampleSource data, RealSamples samples) =>
        SampleClassifier.Train(
            data, samples.Training, [.. samples.Compared, .. samples.Reference], _options.Seed);

    private SampleSet Read(ISampleSource data, long[] indices)
    {
        float[] values = new float[(long)indices.Length * _shape.Length];
        data.Read(indices, values);
        return new SampleSet(
            new SampleRows(values, _shape.Length), _shape, _space, _conditions.Real(indices), _classifier);
    }

    private Metric[] Choose(IReadOnlyList<Metric>? asked)
    {
        var candidates = (asked ?? Metric.All.Entries.Select(entry => Metric.All.Parse(entry.Name)))
            .SelectMany(metric => metric.For(_shape));
        if (asked is null)
            return [.. candidates.Where(metric => metric.WhyNotApplicable(_real) is null)];
        Metric[] metrics = [.. candidates];
        foreach (var metric in metrics)
        {
            if (metric.WhyNotApplicable(_real) is { } reason)
                throw new GanOptionException(nameof(EvaluationOptions.Metrics),
                    $"'{metric.Name}' does not apply to {_data}: {reason}.");
        }
        return metrics;
    }

    private SampleSet Check(SampleRows generated)
    {
        if (generated.Width != _shape.Length || generated.Count != Count)
            throw new ArgumentException(
                $"Expected {Count} samples of {_shape.Length} numbers, not {generated.Count} of {generated.Width}.",
                nameof(generated));
        foreach (float value in generated.Values.Span)
        {
            if (!float.IsFinite(value))
                throw new GanException(
                    $"The generator gives {value}; samples must be finite numbers. Its training has failed.");
        }
        return new SampleSet(generated, _shape, _space, _conditions.Generated(Conditions), _classifier);
    }
}
