using Ml.Gan.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Training.Listeners;

/// <summary>
/// Writes pictures of the same latents as the training goes on, <c>step-000500.png</c> and so on: a grid of 64 images; of a conditional generator,
/// 8 images of each of the first classes, or of each category of the first code, in a row (<see cref="ConditionGrid"/>).
/// </summary>
public sealed class SampleGridFiles : ITrainingListener
{
    private readonly string _folder;
    private readonly SampleShape _shape;
    private readonly int _latentSize;
    private readonly long _interval;
    private readonly int _seed;

    /// <summary>Pictures in a folder, which has to exist.</summary>
    /// <param name="folder">Where the pictures go.</param>
    /// <param name="shape">Shape of the images, of 1 or 3 channels.</param>
    /// <param name="latentSize">Length of a latent vector.</param>
    /// <param name="interval">Steps between two pictures. Default 500; the last step gives one too.</param>
    /// <param name="seed">
    /// Seed of the latents and codes: the images are those of <see cref="OnnxGenerator.Sample(int, int, GeneratorConditions?, float?)"/> for it. Default 1.
    /// </param>
    public SampleGridFiles(string folder, SampleShape shape, int latentSize, long interval = 500, int seed = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        (_folder, _shape, _latentSize, _interval, _seed) = (folder, shape, latentSize, interval, seed);
    }

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep step)
    {
        if (step.Step % _interval != 0 && !step.IsLast)
            return;
        var grid = ConditionGrid.For(step.Trainer.Conditions);
        float[] latents = LatentNoise.Rows(grid.Count, _latentSize, _seed);
        float[] samples = step.Trainer.Sample(latents, step.Trainer.ConditionRows(grid.Conditions, grid.Count, _seed));
        ImageGrid.Save(
            Path.Combine(_folder, $"step-{step.Step:D6}.png"),
            new ImageBatch(samples, _shape.Channels, _shape.Height, _shape.Width, ValueRange.Tanh),
            new ImageGridOptions { Columns = grid.Columns });
    }
}
