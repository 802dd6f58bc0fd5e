using System.Diagnostics;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Experiments.Digits;

/// <summary>What a generator makes of the same latents at a few steps of its training.</summary>
internal sealed class ImageStages(SampleShape shape, int latentSize)
{
    private const int Images = 64;
    private const int Count = 5;

    private readonly float[] _latents = LatentNoise.Rows(Images, latentSize, seed: 1);
    private readonly List<(long Step, ImageBatch Images)> _stages = [];

    /// <summary>The images after the last step.</summary>
    public ImageBatch Last => _stages[^1].Images;

    /// <summary>Records the images where <paramref name="step"/> is one of the few.</summary>
    public void StepCompleted(TrainingStep step)
    {
        if (step.IsOneOf(Count))
            _stages.Add((step.Step, new ImageBatch(
                ((LatentGan)step.Model).Sample(_latents), shape.Channels, shape.Height, shape.Width, ValueRange.Tanh)));
    }

    /// <summary>The pictures for a report, in order.</summary>
    /// <param name="name">What their files' names begin with.</param>
    public IEnumerable<(string Name, string Label, ImageBatch Images)> Pictures(string name) =>
        _stages.Select(stage => ($"{name}-{stage.Step}", $"step {stage.Step}", stage.Images));
}

/// <summary>
/// Records what an image generator makes of the same latents along its training, with losses and scores.
/// </summary>
internal sealed class ImageTrace(SampleShape shape, int latentSize, GeneratorEvaluator evaluator) : TrialObserver
{
    private const int CurvePoints = 200;

    private TimeSpan _watching;
    private double _millisecondsPerStep;

    /// <summary>Losses and scores along the training.</summary>
    public List<(long Step, IReadOnlyDictionary<string, double> Metrics)> Points { get; } = [];

    /// <summary>The same latents as images, along the training.</summary>
    public ImageStages Stages { get; } = new(shape, latentSize);

    public override void StepCompleted(TrainingStep step)
    {
        _millisecondsPerStep = (step.Elapsed - _watching).TotalMilliseconds / step.Step;
        long begun = Stopwatch.GetTimestamp();
        if (step.IsOneOf(CurvePoints))
            Points.Add((step.Step, step.Metrics));
        Stages.StepCompleted(step);
        _watching += Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>Measures of fresh samples, and the time of a step without the watching.</summary>
    public override IReadOnlyDictionary<string, double> Measure(LatentGan gan)
    {
        float[] latents = LatentNoise.Rows(evaluator.Count, latentSize, seed: 2);
        var samples = new SampleRows(gan.Sample(latents), shape.Length);
        var figures = evaluator.Evaluate(samples).Results
            .ToDictionary(result => result.Metric.Name.Replace('-', '_'), result => result.Value);
        figures["milliseconds_per_step"] = _millisecondsPerStep;
        return figures;
    }
}
