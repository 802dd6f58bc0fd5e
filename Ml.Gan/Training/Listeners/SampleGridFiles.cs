using Ml.Gan.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Training.Listeners;

/// <summary>
/// Writes pictures of the same latents as the training goes on: a grid of 64 images, <c>step-000500.png</c> and so on.
/// </summary>
public sealed class SampleGridFiles : ITrainingListener
{
    private const int Count = 64;

    private readonly string _folder;
    private readonly SampleShape _shape;
    private readonly long _interval;
    private readonly float[] _latents;

    /// <summary>Pictures in a folder, which has to exist.</summary>
    /// <param name="folder">Where the pictures go.</param>
    /// <param name="shape">Shape of the images, of 1 or 3 channels.</param>
    /// <param name="latentSize">Length of a latent vector.</param>
    /// <param name="interval">Steps between two pictures. Default 500; the last step gives one too.</param>
    /// <param name="seed">Seed of the latents: the grid is the one that <see cref="OnnxGenerator.Sample(int, int, float?)"/> gives for it. Default 1.</param>
    public SampleGridFiles(string folder, SampleShape shape, int latentSize, long interval = 500, int seed = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        (_folder, _shape, _interval) = (folder, shape, interval);
        _latents = LatentNoise.Rows(Count, latentSize, seed);
    }

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep step)
    {
        if (step.Step % _interval != 0 && !step.IsLast)
            return;
        var images = new ImageBatch(
            step.Trainer.Sample(_latents, step.Trainer.DefaultConditions(Count, 1)), _shape.Channels, _shape.Height, _shape.Width, ValueRange.Tanh);
        ImageGrid.Save(Path.Combine(_folder, $"step-{step.Step:D6}.png"), images);
    }
}
