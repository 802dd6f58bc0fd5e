using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Models;

/// <summary>
/// Listener that writes pictures of the same images as a <see cref="TranslationGan"/> is trained,
/// <c>step-000500.png</c> and so on, 8 images in a row: inputs, outputs and targets; without pairs, images of the first
/// set, what is made of them and what comes back of that, then the same of the second.
/// </summary>
public sealed class TranslationGridFiles : ITrainingListener
{
    private const int Columns = 8;

    private readonly TranslationGan _gan;
    private readonly TranslationData _shown;
    private readonly string _folder;
    private readonly long _interval;

    /// <summary>Pictures in a folder, which has to exist.</summary>
    /// <param name="gan">What is trained. It stays the caller's.</param>
    /// <param name="shown">Whose first images are shown, best not those that are learned from.</param>
    /// <param name="folder">Where the pictures go.</param>
    /// <param name="interval">Steps between two pictures. Default 500; the last step gives one too.</param>
    public TranslationGridFiles(TranslationGan gan, TranslationData shown, string folder, long interval = 500)
    {
        ArgumentNullException.ThrowIfNull(gan);
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        (_gan, _shown, _folder, _interval) = (gan, shown, folder, interval);
    }

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep step)
    {
        if (!step.IsDue(_interval))
            return;
        var samples = Draw(_gan, _shown, step.Step);
        AtomicFile.Write(Path.Combine(_folder, $"step-{step.Step:D6}.png"), samples.Png.Span);
        step.Report(samples);
    }

    /// <summary>The picture as it is now.</summary>
    internal static TrainingSamples Draw(TranslationGan gan, TranslationData shown, long step)
    {
        var rows = gan.Preview(shown, Columns);
        int channels = rows.Max(row => row.Channels);
        int height = rows.Max(row => row.Height), width = rows.Max(row => row.Width);
        float[] values = [.. rows.SelectMany(row => Alike(row, channels, height, width))];
        return TrainingSamples.Of(
            step, new ImageBatch(values, channels, height, width, ValueRange.Tanh),
            new ImageGridOptions { Columns = rows[0].Count });
    }

    /// <summary>Images with pixels repeated up to a size, gray ones in all channels.</summary>
    private static IEnumerable<float> Alike(ImageBatch row, int channels, int height, int width)
    {
        var values = row.Values;
        for (int i = 0; i < row.Count; i++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                int plane = ((i * row.Channels) + Math.Min(channel, row.Channels - 1)) * row.Height * row.Width;
                for (int y = 0; y < height; y++)
                {
                    for (int x = 0; x < width; x++)
                        yield return values.Span[
                            plane + (y * row.Height / height * row.Width) + (x * row.Width / width)];
                }
            }
        }
    }
}
