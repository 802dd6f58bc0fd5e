using System.Diagnostics;
using Ml.Gan.Models;
using Ml.Gan.Cli.Experiments.Reports;
using Ml.Gan.Data;
using Ml.Gan.Measures;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Experiments.Digits;

/// <summary>Records what an image generator makes of the same latents along its training, with losses and scores.</summary>
internal sealed class ImageTrace(SampleShape shape, int latentSize, GeneratorEvaluator evaluator) : TrialObserver
{
    private const int Images = 64;
    private const int Curve = 200;
    private const int Stages = 24;

    private readonly float[] _latents = LatentNoise.Rows(Images, latentSize, seed: 1);
    private TimeSpan _watching;
    private double _millisecondsPerStep;

    /// <summary>Losses and scores along the training.</summary>
    public List<(long Step, IReadOnlyDictionary<string, double> Metrics)> Points { get; } = [];

    /// <summary>The same latents as images, along the training.</summary>
    public List<Picture> Pictures { get; } = [];

    public override void StepCompleted(TrainingStep step)
    {
        _millisecondsPerStep = (step.Elapsed - _watching).TotalMilliseconds / step.Step;
        long begun = Stopwatch.GetTimestamp();
        if (step.IsOneOf(Curve))
            Points.Add((step.Step, step.Metrics));
        if (step.IsOneOf(Stages))
            Pictures.Add(Picture.Of($"step {step.Step}", Batch(((LatentGan)step.Model).Sample(_latents))));
        _watching += Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>Measures of fresh samples, and the time of a step without the watching.</summary>
    public override IReadOnlyDictionary<string, double> Measure(LatentGan gan)
    {
        var samples = new SampleRows(gan.Sample(LatentNoise.Rows(evaluator.Count, latentSize, seed: 2)), shape.Length);
        var figures = evaluator.Evaluate(samples).Results.ToDictionary(result => result.Measure.Name.Replace('-', '_'), result => result.Value);
        figures["milliseconds_per_step"] = _millisecondsPerStep;
        return figures;
    }

    private ImageBatch Batch(float[] values) => new(values, shape.Channels, shape.Height, shape.Width, ValueRange.Tanh);
}
