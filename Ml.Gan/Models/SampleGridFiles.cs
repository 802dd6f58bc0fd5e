using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Models;

/// <summary>
/// Listener that writes pictures of the same latents as a <see cref="LatentGan"/> is trained, <c>step-000500.png</c>
/// and so on: a grid of 64 images; of a conditional generator, 8 images of each of the first classes, or of each
/// category of the first code, in a row (<see cref="ConditionGrid"/>).
/// </summary>
public sealed class SampleGridFiles : ITrainingListener
{
    private readonly LatentGan _gan;
    private readonly string _folder;
    private readonly long _interval;
    private readonly int _seed;

    /// <summary>Pictures in a folder, which has to exist.</summary>
    /// <param name="gan">What is trained: a generator of images of 1 or 3 channels. It stays the caller's.</param>
    /// <param name="folder">Where the pictures go.</param>
    /// <param name="interval">Steps between two pictures. Default 500; the last step gives one too.</param>
    /// <param name="seed">
    /// Seed of the latents and codes: the images are those of
    /// <see cref="OnnxGenerator.Sample(int, int, GeneratorConditions?, float?, int)"/> for it. Default 1.
    /// </param>
    public SampleGridFiles(LatentGan gan, string folder, long interval = 500, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(gan);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        (_gan, _folder, _interval, _seed) = (gan, folder, interval, seed);
    }

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep step)
    {
        if (!step.IsDue(_interval))
            return;
        var samples = Draw(_gan, step.Step, _seed);
        AtomicFile.Write(Path.Combine(_folder, $"step-{step.Step:D6}.png"), samples.Png.Span);
        step.Report(samples);
    }

    /// <summary>The picture as it is now.</summary>
    internal static TrainingSamples Draw(LatentGan gan, long step, int seed)
    {
        var grid = ConditionGrid.For(gan.Conditions);
        float[] latents = LatentNoise.Rows(grid.Count, gan.LatentSize, seed);
        float[] samples = gan.Sample(latents, gan.Settle(grid.Conditions, grid.Count, seed));
        return TrainingSamples.Of(
            step, new ImageBatch(samples, gan.Shape.Channels, gan.Shape.Height, gan.Shape.Width, ValueRange.Tanh),
            new ImageGridOptions { Columns = grid.Columns });
    }
}
