using Ml.Gan.Cli.Experiments.Digits;
using Ml.Gan.Cli.Experiments.Reports;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using Ml.Gan.Models;

namespace Ml.Gan.Cli.Experiments.Classifying;

/// <summary>Records what a discriminator gets wrong of held-out samples along its training, and the generator's images of the same latents.</summary>
internal sealed class ClassifierTrace(DigitsSplit data, int latentSize) : TrialObserver
{
    public const string Error = "test_error";

    private const int Images = 64;
    private const int Curve = 24;

    private readonly float[] _latents = LatentNoise.Rows(Images, latentSize, seed: 1);

    /// <summary>Share of held-out samples that is classified wrongly, along the training.</summary>
    public List<(long Step, double Error)> Points { get; } = [];

    /// <summary>The same latents as images, along the training.</summary>
    public List<Picture> Pictures { get; } = [];

    public override void StepCompleted(TrainingStep step)
    {
        if (!step.IsOneOf(Curve))
            return;
        Points.Add((step.Step, Test(((LatentGan)step.Model))));
        Pictures.Add(Picture.Of($"step {step.Step}", new ImageBatch(((LatentGan)step.Model).Sample(_latents), 1, data.Shape.Height, data.Shape.Width, ValueRange.Tanh)));
    }

    public override IReadOnlyDictionary<string, double> Measure(LatentGan gan) => new Dictionary<string, double> { [Error] = Test(gan) };

    private double Test(LatentGan gan) => ClassificationTest.Run(gan, data.HeldOut).Error;
}
