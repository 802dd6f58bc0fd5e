using Ml.Gan.Cli.Experiments.Charts.Marks;
using Ml.Gan.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>Records how a one-dimensional generator and its discriminator change, both in inference mode.</summary>
internal sealed class DensityTrace : TrialObserver
{
    private const int Samples = 8000;
    private const int FinalSamples = 20_000;
    private const int Curve = 200;
    private const int Pictures = 60;

    private readonly Target _target;
    private readonly float[] _latents = LatentNoise.Rows(Samples, 1, seed: 1);
    private readonly float[] _real = new float[Samples];
    private readonly float[] _grid;

    public DensityTrace(Target target, ISampleSource data)
    {
        _target = target;
        _grid = [.. target.Grid.Select(x => (float)x)];
        // Far from where a training of any length reads.
        data.Read([.. Enumerable.Range(0, Samples).Select(i => (1L << 40) + i)], _real);
    }

    /// <summary>Mean and spread of generated samples, and the mean D of real and generated ones, along the training.</summary>
    public List<CurvePoint> Points { get; } = [];

    /// <summary>Density of generated samples and D, along the training.</summary>
    public List<DensityFrame> Frames { get; } = [];

    public override void StepCompleted(TrainingStep step)
    {
        bool first = step.Step == 1;
        bool onCurve = first || step.IsLast || IsDue(step, Curve), onPicture = first || step.IsLast || IsDue(step, Pictures);
        if (!onCurve && !onPicture)
            return;
        float[] samples = step.Trainer.Sample(_latents);
        if (onCurve)
            Points.Add(new CurvePoint(
                step.Step, Moments.Of(samples), MeanProbability(step.Trainer, _real), MeanProbability(step.Trainer, samples)));
        if (onPicture)
            Frames.Add(new DensityFrame(step.Step, KernelDensity.At(_target.Grid, samples), Probabilities(step.Trainer)));
    }

    /// <summary>Moments and modes of fresh samples, and D averaged over the last tenth of the training.</summary>
    public override IReadOnlyDictionary<string, double> Measure(GanTrainer trainer)
    {
        float[] samples = trainer.Sample(LatentNoise.Rows(FinalSamples, 1, seed: 2));
        var moments = Moments.Of(samples);
        CurvePoint[] end = [.. Points.TakeLast(Math.Max(1, Points.Count / 10))];
        var figures = new Dictionary<string, double>
        {
            ["mean"] = moments.Mean,
            ["standard_deviation"] = moments.StandardDeviation,
            ["d_real"] = end.Average(point => point.RealScore),
            ["d_generated"] = end.Average(point => point.GeneratedScore),
        };
        if (_target.Components.Count > 1)
            ModeShares.Of(_target.Components, samples).AddTo(figures);
        return figures;
    }

    /// <summary>Whether a step is one of <paramref name="count"/> that are spread evenly.</summary>
    private static bool IsDue(TrainingStep step, int count) => step.Step * count / step.Steps != (step.Step - 1) * count / step.Steps;

    private static double MeanProbability(GanTrainer trainer, float[] samples) => trainer.Score(samples).Average(score => Sigmoid(score));

    private Point[] Probabilities(GanTrainer trainer) =>
        [.. trainer.Score(_grid).Select((score, i) => new Point(_target.Grid[i], Sigmoid(score)))];

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
