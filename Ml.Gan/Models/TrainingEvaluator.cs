using System.Diagnostics;
using System.Text.Json;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Models;

/// <summary>
/// Listener that evaluates the (averaged) generator of a <see cref="LatentGan"/> every so many steps against real
/// samples, stops the training when it no longer gets better, and remembers the best weights. Put it before listeners
/// that should see the step at which it stops as the last one. A stop that is asked for breaks an evaluation off, and
/// the step isn't evaluated.
/// </summary>
public sealed class TrainingEvaluator : ITrainingListener, IDisposable
{
    private const int LargestBatch = 100;

    /// <summary>Numbers in the samples that are generated at once: large images take long.</summary>
    private const int MostNumbers = 1 << 21;

    private readonly TrainingEvaluation _options;
    private readonly GeneratorEvaluator _evaluator;
    private readonly LatentGan _gan;
    private readonly float[] _latents;
    private readonly int _seed;
    private GeneratorSnapshot? _bestWeights;
    private int _sinceBest;
    private bool _hasLogged;

    /// <summary>
    /// Reads real samples and, where they are labeled images, trains a classifier on them, which takes some seconds.
    /// </summary>
    /// <param name="options">What to compute and when to stop.</param>
    /// <param name="data">Real samples; they stay the caller's.</param>
    /// <param name="gan">What is trained; it stays the caller\'s.</param>
    /// <param name="seed">
    /// Seed of the latents, of codes, of the choice of real samples and the classifier. Default 1.
    /// </param>
    /// <exception cref="GanDataException">The data have too few samples.</exception>
    /// <exception cref="GanOptionException">
    /// An option is out of range, or the metric doesn't apply to the data or has no better and worse.
    /// </exception>
    public TrainingEvaluator(TrainingEvaluation options, ISampleSource data, LatentGan gan, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(gan);
        Check(options);
        (_options, _gan, _seed) = (options, gan, seed);
        _evaluator = new GeneratorEvaluator(
            data,
            new EvaluationOptions
            {
                Count = options.Count,
                Metrics = [options.Metric],
                Features = options.Features,
                Seed = seed,
            },
            gan.Conditions);
        _latents = LatentNoise.Rows(_evaluator.Count, gan.LatentSize, seed);
    }

    /// <summary>Warning where there are too few real samples to tell the best step by; null for none.</summary>
    public string? Warning => EvaluationReport.WarningOf(_evaluator.Count, _evaluator.RealCount);

    /// <summary>The best evaluation so far; null before the first.</summary>
    public TrainingScore? Best { get; private set; }

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep step)
    {
        if (step.Step % _options.Interval != 0 && !step.IsLast)
            return;
        var watch = Stopwatch.StartNew();
        if (Evaluate(step.Cancellation) is not { } report)
            return;
        var result = report.Results[0];
        bool isBest = Best is null || IsBetter(result.Value, Best.Value);
        var score = new TrainingScore(step.Step, _options.Metric, result.Value, result.Reference, isBest)
        {
            Title = report.TitleOf(_options.Metric),
        };
        if (isBest)
            Remember(score);
        else
            _sinceBest++;
        Log(score);
        step.Report(score);
        if (_sinceBest >= _options.Patience || step.Elapsed + watch.Elapsed > _gan.Options.Time)
            step.Stop();
    }

    /// <inheritdoc/>
    public long? BestStep => Best?.Step;

    /// <inheritdoc/>
    public void ExchangeState(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        long step = state.Number("evaluation.best_step", Best?.Step ?? 0);
        _sinceBest = (int)state.Number("evaluation.since_best", (long)_sinceBest);
        _hasLogged = state.Number("evaluation.logged", _hasLogged ? 1L : 0) > 0;
        if (step == 0)
            return;
        var now = Best ?? new TrainingScore(step, _options.Metric, 0, 0, true);
        Best = now with
        {
            Value = state.Number("evaluation.value", now.Value),
            Reference = state.Number("evaluation.reference", now.Reference),
            Title = state.Text("evaluation.title", now.Title)!,
        };
        if (_options.KeepBest)
            (_bestWeights ??= _gan.Snapshot()).ExchangeState(state);
        if (state.IsResuming && _options.LogFile is { } path && _hasLogged)
            StepLines.Keep(path, _gan.CompletedSteps);
    }

    /// <summary>
    /// Puts the best weights into the (averaged) generator, unless <see cref="TrainingEvaluation.KeepBest"/> is off or
    /// nothing was evaluated.
    /// </summary>
    public void RestoreBest()
    {
        if (_bestWeights is not null)
            _gan.Restore(_bestWeights);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bestWeights?.Dispose();
        _evaluator.Dispose();
    }

    /// <summary>Null where a stop is asked for, which doesn't wait for an evaluation.</summary>
    private EvaluationReport? Evaluate(CancellationToken cancellation)
    {
        try
        {
            return _evaluator.Evaluate(Sample(cancellation), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private SampleRows Sample(CancellationToken cancellation)
    {
        var values = new List<float>();
        int batch = Math.Clamp(MostNumbers / _gan.Shape.Length, 1, LargestBatch);
        for (int start = 0; start < _evaluator.Count; start += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(batch, _evaluator.Count - start);
            values.AddRange(_gan.Sample(
                _latents.AsSpan(start * _gan.LatentSize, count * _gan.LatentSize),
                _evaluator.Conditions.Slice(start, count)));
        }
        return new SampleRows(values.ToArray(), values.Count / _evaluator.Count);
    }

    private void Remember(TrainingScore score)
    {
        (Best, _sinceBest) = (score, 0);
        if (!_options.KeepBest)
            return;
        _bestWeights?.Dispose();
        _bestWeights = _gan.Snapshot();
    }

    private void Log(TrainingScore score)
    {
        if (_options.LogFile is { } path && !_hasLogged)
            File.WriteAllText(path, JsonLine(score));
        else if (_options.LogFile is not null)
            File.AppendAllText(_options.LogFile, JsonLine(score));
        _hasLogged = true;
        _options.Completed?.Invoke(score);
    }

    private string JsonLine(TrainingScore score) => JsonSerializer.Serialize(new
    {
        step = score.Step,
        metric = score.Metric.Name,
        features = score.Metric.UsesFeatures ? _evaluator.FeatureSpace : null,
        value = score.Value,
        real = score.Reference,
        best = score.IsBest,
    }) + "\n";

    private bool IsBetter(double value, double other) =>
        _options.Metric.Direction == MetricDirection.LowerIsBetter ? value < other : value > other;

    private static void Check(TrainingEvaluation options)
    {
        const string Option = "Evaluation";
        if (options.Interval < 1)
            throw new GanOptionException(
                Option, $"The interval between evaluations must be at least 1 step; it is {options.Interval}.");
        if (options.Patience < 1)
            throw new GanOptionException(
                Option, $"The patience must be at least 1 evaluation; it is {options.Patience}.");
        if (options.Metric.Direction == MetricDirection.CloserToRealIsBetter)
            throw new GanOptionException(Option,
                $"'{options.Metric.Name}' is neither better when lower nor when higher, so it can't tell which "
                + "weights are best. "
                + "Choose another metric.");
    }
}
