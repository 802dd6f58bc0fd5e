using Ml.Gan.Models;
using Ml.Gan.Cli.Experiments.Charts.Marks;
using Ml.Gan.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>Records how a one-dimensional generator and its discriminator change, both in inference mode.</summary>
internal sealed class DensityTrace : TrialObserver
{
    private const int Samples = 8000;
    private const int Curve = 200;
    private const int Pictures = 60;

    private readonly Target _target;
    private readonly float[] _latents = LatentNoise.Rows(Samples, 1, seed: 1);
    private readonly float[] _real = new float[Samples];
    private readonly int _packing;

    public DensityTrace(Target target, ISampleSource data, int packing)
    {
        (_target, _packing) = (target, packing);
        // Far from where a training of any length reads.
        data.Read([.. Enumerable.Range(0, Samples).Select(i => (1L << 40) + i)], _real);
    }

    /// <summary>Mean and spread of generated samples, and the mean D of real and generated ones, along the training.</summary>
    public List<CurvePoint> Points { get; } = [];

    /// <summary>Density of generated samples and D, along the training.</summary>
    public List<DensityFrame> Frames { get; } = [];

    public override void StepCompleted(TrainingStep step)
    {
        bool onCurve = step.IsOneOf(Curve), onPicture = step.IsOneOf(Pictures);
        if (!onCurve && !onPicture)
            return;
        float[] samples = ((LatentGan)step.Model).Sample(_latents);
        if (onCurve)
            Points.Add(new CurvePoint(
                step.Step, Moments.Of(samples), MeanProbability(((LatentGan)step.Model), _real), MeanProbability(((LatentGan)step.Model), samples)));
        if (onPicture)
            Frames.Add(new DensityFrame(step.Step, KernelDensity.At(_target.Grid, samples, _target.Bandwidth), Probabilities(((LatentGan)step.Model))));
    }

    /// <summary>Moments and modes of fresh samples, and D averaged over the last tenth of the training.</summary>
    public override IReadOnlyDictionary<string, double> Measure(LatentGan gan)
    {
        float[] samples = gan.Sample(LatentNoise.Rows(Samples, 1, seed: 2));
        var moments = Moments.Of(samples);
        CurvePoint[] end = [.. Points.TakeLast(Math.Max(1, Points.Count / 10))];
        var figures = new Dictionary<string, double>
        {
            ["mean"] = moments.Mean,
            ["standard_deviation"] = moments.StandardDeviation,
            ["kolmogorov_distance"] = KolmogorovDistance.Between(_real, samples),
            ["d_real"] = end.Average(point => point.RealScore),
            ["d_generated"] = end.Average(point => point.GeneratedScore),
        };
        if (_target.Components.Count > 1)
            foreach (var (figure, share) in ModeShares.Of(_target.Components, samples))
                figures[figure] = share;
        return figures;
    }

    private static double MeanProbability(LatentGan gan, float[] samples) => gan.Score(samples).Average(score => Sigmoid(score));

    /// <summary>D along the axis. A D that sees packs sees each place together with samples of the data, several times.</summary>
    private Point[] Probabilities(LatentGan gan)
    {
        int packs = _packing == 1 ? 1 : 16;
        var input = new float[_target.Grid.Count * packs * _packing];
        for (int i = 0; i < input.Length; i++)
            input[i] = i % _packing == 0 ? (float)_target.Grid[i / _packing / packs] : _real[i % _real.Length];
        return [.. gan.Score(input).Chunk(packs).Select((scores, i) => new Point(_target.Grid[i], scores.Average(score => Sigmoid(score))))];
    }

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
