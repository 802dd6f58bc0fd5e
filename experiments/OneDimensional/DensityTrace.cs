using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using OxyPlot;

namespace Ml.Gan.Experiments.OneDimensional;

/// <summary>The state of a training after a step.</summary>
/// <param name="Step">Number of the step.</param>
/// <param name="Generated">Moments of generated samples.</param>
/// <param name="RealScore">Mean probability "real" that D gives to real samples.</param>
/// <param name="GeneratedScore">The same for generated samples.</param>
internal sealed record CurvePoint(long Step, Moments Generated, double RealScore, double GeneratedScore);

/// <summary>The state of a training along the axis of the data.</summary>
/// <param name="Step">Number of the step.</param>
/// <param name="Generated">Density of generated samples.</param>
/// <param name="Discriminator">D as a probability.</param>
internal sealed record DensityStage(
    long Step, IReadOnlyList<DataPoint> Generated, IReadOnlyList<DataPoint> Discriminator);

/// <summary>Records how a one-dimensional generator and its discriminator change, both in inference mode.</summary>
internal sealed class DensityTrace : TrialObserver
{
    private const int Samples = 8000;
    private const int CurvePoints = 200;
    private const int StageCount = 4;

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

    /// <summary>Mean and spread of generated samples, and the mean D of real and generated ones.</summary>
    public List<CurvePoint> Points { get; } = [];

    /// <summary>Density of generated samples and D, at a few steps.</summary>
    public List<DensityStage> Stages { get; } = [];

    public override void StepCompleted(TrainingStep step)
    {
        bool onCurve = step.IsOneOf(CurvePoints), isStage = step.IsOneOf(StageCount);
        if (!onCurve && !isStage)
            return;
        float[] samples = ((LatentGan)step.Model).Sample(_latents);
        if (onCurve)
            Points.Add(new CurvePoint(
                step.Step, Moments.Of(samples), MeanProbability((LatentGan)step.Model, _real),
                MeanProbability((LatentGan)step.Model, samples)));
        if (isStage)
            Stages.Add(new DensityStage(
                step.Step,
                KernelDensity.At(_target.Grid, samples, _target.Bandwidth),
                Probabilities((LatentGan)step.Model)));
    }

    /// <summary>
    /// Moments and modes of fresh samples, and D averaged over the last tenth of the training.
    /// </summary>
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

    private static double MeanProbability(LatentGan gan, float[] samples) =>
        gan.Score(samples).Average(score => Sigmoid(score));

    /// <summary>
    /// D along the axis. A D that sees packs sees each place together with samples of the data, several times.
    /// </summary>
    private DataPoint[] Probabilities(LatentGan gan)
    {
        int packs = _packing == 1 ? 1 : 16;
        float[] input = new float[_target.Grid.Count * packs * _packing];
        for (int i = 0; i < input.Length; i++)
            input[i] = i % _packing == 0 ? (float)_target.Grid[i / _packing / packs] : _real[i % _real.Length];
        return
        [
            .. gan.Score(input).Chunk(packs).Select((scores, i) =>
                new DataPoint(_target.Grid[i], scores.Average(score => Sigmoid(score)))),
        ];
    }

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
