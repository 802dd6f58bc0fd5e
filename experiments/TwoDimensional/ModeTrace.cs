using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using OxyPlot;

namespace Ml.Gan.Experiments.TwoDimensional;

/// <summary>
/// Records where a two-dimensional generator puts its samples, and measures it as VEEGAN (Srivastava et al., 2017) and
/// PacGAN (Lin et al.,
/// 2018) do: 2,500 samples, of high quality within 3σ of a mode, and a mode found if it has one of high quality.
/// </summary>
internal sealed class ModeTrace(GaussianModes modes, int latentSize) : TrialObserver
{
    public const string Modes = "modes";
    public const string HighQuality = "high_quality";
    public const string Divergence = "reverse_kl";

    private const int Samples = 2500;
    private const int Shown = 250;
    private const int CurvePoints = 80;
    private const int StageCount = 4;

    private readonly float[] _latents = LatentNoise.Rows(Samples, latentSize, seed: 1);

    /// <summary>Coverage along the training.</summary>
    public List<(long Step, ModeCoverage Coverage)> Points { get; } = [];

    /// <summary>Some of the samples at a few steps.</summary>
    public List<(long Step, IReadOnlyList<DataPoint> Samples)> Stages { get; } = [];

    public override void StepCompleted(TrainingStep step)
    {
        bool onCurve = step.IsOneOf(CurvePoints), isStage = step.IsOneOf(StageCount);
        if (!onCurve && !isStage)
            return;
        float[] samples = ((LatentGan)step.Model).Sample(_latents);
        if (onCurve)
            Points.Add((step.Step, Cover(samples)));
        if (isStage)
            Stages.Add((step.Step,
                [.. samples.Chunk(2).Take(Shown).Select(pair => new DataPoint(pair[0], pair[1]))]));
    }

    public override IReadOnlyDictionary<string, double> Measure(LatentGan gan)
    {
        var coverage = Cover(gan.Sample(LatentNoise.Rows(Samples, latentSize, seed: 2)));
        return new Dictionary<string, double>
        {
            [Modes] = coverage.Covered,
            [HighQuality] = coverage.HighQualityShare,
            [Divergence] = coverage.Divergence,
        };
    }

    private ModeCoverage Cover(float[] samples) => modes.Cover(new SampleRows(samples, modes.Width));
}
